public import HTTPKit
internal import JSONKit
public import ServiceKit
public import TeamsModels

/// Gets bearer tokens, and keeps each until five minutes before its end.
///
/// Requests that need the same token at the same time wait for one answer.
public actor TokenProvider {
    /// A token this close to its end counts as expired.
    static let margin: Duration = .seconds(300)
    /// The longest `Retry-After` of the token endpoint that is waited for: whole turns wait behind it.
    static let maxRetryAfter: Duration = .seconds(60)

    private struct Kept {
        let token: AccessToken
        let expiry: Duration
    }

    /// The bot's registration.
    public nonisolated let clientID: AppID
    private let credentials: Credentials
    private let cloud: Cloud
    private let transport: any HTTPTransport
    private let time: Stopwatch
    private let timeout: Duration
    private let wallClock: WallClock
    private let retry: RetryPolicy
    private let random: @Sendable () -> Double
    private var kept: [TokenScope: Kept] = [:]
    private var underWay: Set<TokenScope> = []
    private var waiters: [TokenScope: [Int: CheckedContinuation<Result<AccessToken, ConnectorError>, Never>]] = [:]
    private var nextWaiter = 0
    private var drops: [TokenScope: TokenDrops] = [:]

    /// - Parameters:
    ///   - credentials: the bot's.
    ///   - cloud: whose addresses are used.
    ///   - transport: what carries the requests.
    ///   - clock: tells when a token is over.
    ///   - timeout: how long one answer of the token endpoint may take.
    ///   - wallClock: what the date of a `Retry-After` is compared with.
    ///   - retry: how often the token endpoint is asked again when it is busy; it is asked again after the same answers as
    ///     the connector.
    ///   - random: a number from 0 to 1, which spreads repeated requests.
    public init(
        _ credentials: Credentials, cloud: Cloud = .public, transport: any HTTPTransport,
        clock: some Clock<Duration> = ContinuousClock(), timeout: Duration = .seconds(30),
        wallClock: WallClock = .system, retry: RetryPolicy = RetryPolicy(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        clientID = credentials.clientID
        self.credentials = credentials
        self.cloud = cloud
        self.transport = transport
        self.timeout = timeout
        self.wallClock = wallClock
        var retry = retry
        retry.maxRetryAfter = min(retry.maxRetryAfter, Self.maxRetryAfter)
        self.retry = retry
        self.random = random
        time = Stopwatch(clock)
    }

    /// The scope of requests to the connector.
    public nonisolated var botScope: TokenScope {
        TokenScope(tenantID: credentials.tenantID ?? cloud.defaultTenant, scope: cloud.botScope)
    }

    /// The scope of requests to Microsoft Graph for `tenantID`, else the credentials' own, else `common`.
    public nonisolated func graphScope(tenantID: TenantID? = nil) -> TokenScope {
        TokenScope(
            tenantID: tenantID ?? credentials.tenantID ?? "common", scope: "\(cloud.graphURL)/.default")
    }

    /// A token that is good for five more minutes.
    /// - Throws: ``ConnectorError`` with the code ``ConnectorError/Code/noToken``, or ``ConnectorError/Code/cancelled`` when the
    ///   task is cancelled while it waits; the request must not go out.
    public func token(for scope: TokenScope) async throws(ConnectorError) -> AccessToken {
        if let kept = kept[scope], time.elapsed < kept.expiry { return kept.token }
        kept[scope] = nil
        if !underWay.contains(scope) {
            underWay.insert(scope)
            // Belongs to all who wait for it: when one of them is cancelled, the others still get the token. Ends by its
            // requests' time-outs and the policy's number of attempts.
            Task { await self.acquire(scope) }
        }
        return try await answer(for: scope).get()
    }

    /// Waits for the token that is under way, or until the task is cancelled.
    private func answer(for scope: TokenScope) async -> Result<AccessToken, ConnectorError> {
        nextWaiter += 1
        let number = nextWaiter
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: .failure(.cancelledForToken))
                } else {
                    waiters[scope, default: [:]][number] = continuation
                }
            }
        } onCancel: {
            Task { await self.cancel(number, scope) }
        }
    }

    private func cancel(_ number: Int, _ scope: TokenScope) {
        waiters[scope]?.removeValue(forKey: number)?.resume(returning: .failure(.cancelledForToken))
    }

    /// Forgets `token`, which the service refused, so that the next request gets another. Five times a minute at
    /// most: what is wrong then is not the token.
    public func drop(_ token: AccessToken, of scope: TokenScope) {
        guard let current = kept[scope], current.token == token else { return }
        if drops[scope, default: TokenDrops()].refused(at: time.elapsed) { kept[scope] = nil }
    }

    private func acquire(_ scope: TokenScope) async {
        let result: Result<AccessToken, ConnectorError>
        do {
            result = .success(try await newToken(scope))
        } catch let error as ConnectorError {
            result = .failure(error)
        } catch {
            result = .failure(.noToken("the token function of the credentials failed: \(type(of: error))"))
        }
        underWay.remove(scope)
        for waiter in (waiters.removeValue(forKey: scope) ?? [:]).values { waiter.resume(returning: result) }
    }

    private func newToken(_ scope: TokenScope) async throws -> AccessToken {
        let asked = time.elapsed
        let token: AccessToken
        switch credentials.proof {
        case .function(let get): token = try await get(scope)
        case .secret(let secret): token = try await request(scope, secret: secret)
        }
        guard !token.value.isEmpty else { throw ConnectorError.noToken("the token that was got is empty") }
        if let lifetime = token.lifetime {
            kept[scope] = Kept(token: token, expiry: asked + min(lifetime, TokenLifetime.longest) - Self.margin)
        }
        return token
    }

    /// Asks the token endpoint, and again while it is busy or away.
    private func request(_ scope: TokenScope, secret: String) async throws(ConnectorError) -> AccessToken {
        var attempt = 1
        while true {
            switch await ask(scope, secret: secret) {
            case .token(let token): return token
            case .failure(let error, let cause):
                let decision = retry.decision(
                    after: cause, attempt: attempt, isRepeatable: true, hasMoved: true, random: random())
                guard case .retry(let delay) = decision, (try? await time.sleep(for: delay)) != nil else { throw error }
            }
            attempt += 1
        }
    }

    private enum Reply {
        case token(AccessToken)
        /// What the caller is told, and what decides whether to ask again.
        case failure(ConnectorError, cause: ConnectorError)
    }

    private func ask(_ scope: TokenScope, secret: String) async -> Reply {
        let form = [
            ("grant_type", "client_credentials"), ("client_id", clientID.rawValue), ("client_secret", secret),
            ("scope", scope.scope),
        ]
        let body = form.map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&")
        let request = HTTP.ClientRequest(
            method: "POST", url: "\(cloud.loginURL)/\(percentEncoded(scope.tenantID.rawValue))/oauth2/v2.0/token",
            fields: ["Content-Type": "application/x-www-form-urlencoded", "User-Agent": UserAgent.product],
            body: Array(body.utf8), timeout: timeout, maxResponseBytes: 1 << 20)
        let response: HTTP.Response
        do throws(HTTPTransportError) {
            response = try await transport.send(request)
        } catch {
            return .failure(
                .noToken("\(cloud.loginURL) did not answer: \(error.message)"), cause: ConnectorError("token", error))
        }
        let json = (try? JSONValue(parsing: response.body)) ?? .null
        guard (200..<300).contains(response.status), let value = json["access_token"]?.stringValue else {
            var error = ServiceErrorBody(json: json)
            error.message = error.message.map { redacted($0, secret) }
            return .failure(
                .noToken(Self.explain(error, response.status, scope.tenantID, cloud)),
                cause: ConnectorError("token", response, now: wallClock.now))
        }
        return .token(AccessToken(value, lifetime: TokenLifetime.read(json["expires_in"])))
    }

    /// What the token endpoint's refusal means, and which setting to look at.
    private static func explain(
        _ error: ServiceErrorBody, _ status: Int, _ tenant: TenantID, _ cloud: Cloud
    ) -> String {
        let setting =
            switch error.code {
            case "invalid_client": "check CLIENT_SECRET: it is wrong or has expired"
            case "unauthorized_client": "check CLIENT_ID and TENANT_ID: tenant '\(tenant)' does not know the app"
            case "invalid_request", "invalid_scope": "check TENANT_ID ('\(tenant)') and CLOUD (\(cloud.name))"
            default: "check CLIENT_ID, CLIENT_SECRET, TENANT_ID and CLOUD"
            }
        let said = [error.code?.rawValue, error.message.map(printable)].compactMap { $0 }.joined(separator: ": ")
        return "\(cloud.loginURL) answered \(status)\(said.isEmpty ? "" : " \(said)"); \(setting)"
    }
}

/// The beginning of what a service says, without `secret`. Only so much of it is looked at as is ever shown.
private func redacted(_ message: String, _ secret: String) -> String {
    String(message.unicodeScalars.prefix(8_000)).replacing(secret, with: "…")
}
