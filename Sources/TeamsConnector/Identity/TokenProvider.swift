package import HTTPKit
internal import JSONKit
package import ServiceKit
package import TeamsModels

/// Gets bearer tokens, and keeps each until five minutes before its end.
///
/// Requests that need the same token at the same time wait for one answer. Tokens leave it for ``Exchange`` alone.
package actor TokenProvider {
    /// A token this close to its end counts as expired.
    static let margin: Duration = .seconds(300)
    /// The longest `Retry-After` of the token endpoint that is waited for: whole turns wait behind it.
    static let maxRetryAfter: Duration = .seconds(60)

    private struct Kept {
        let token: AccessToken
        let expiry: Duration
    }

    /// The bot's registration.
    package nonisolated let clientID: AppID
    private let credentials: Credentials
    private let cloud: Cloud
    private let endpoint: TokenEndpoint
    private let time: Stopwatch
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
    package init(
        _ credentials: Credentials, cloud: Cloud = .public, transport: any HTTPTransport,
        clock: some Clock<Duration> = ContinuousClock(), timeout: Duration = .seconds(30),
        wallClock: WallClock = .system, retry: RetryPolicy = RetryPolicy(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        clientID = credentials.clientID
        self.credentials = credentials
        self.cloud = cloud
        endpoint = TokenEndpoint(
            clientID: credentials.clientID, cloud: cloud, transport: transport, timeout: timeout, wallClock: wallClock)
        var retry = retry
        retry.maxRetryAfter = min(retry.maxRetryAfter, Self.maxRetryAfter)
        self.retry = retry
        self.random = random
        time = Stopwatch(clock)
    }

    /// The scope of requests to the connector.
    package nonisolated var botScope: TokenScope {
        TokenScope(tenantID: credentials.tenantID ?? cloud.defaultTenant, scope: cloud.botScope)
    }

    /// The scope of requests to Microsoft Graph for `tenantID`, else the credentials' own, else `common`.
    package nonisolated func graphScope(tenantID: TenantID? = nil) -> TokenScope {
        TokenScope(
            tenantID: tenantID ?? credentials.tenantID ?? "common", scope: "\(cloud.graphURL)/.default")
    }

    /// A token that is good for five more minutes.
    /// - Throws: ``ConnectorError`` with the code ``ConnectorError/Code/noToken``, or ``ConnectorError/Code/cancelled`` when the
    ///   task is cancelled while it waits; the request must not go out.
    func token(for scope: TokenScope) async throws(ConnectorError) -> AccessToken {
        if let kept = kept[scope], time.now < kept.expiry { return kept.token }
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
    func drop(_ token: AccessToken, of scope: TokenScope) {
        guard let current = kept[scope], current.token == token else { return }
        if drops[scope, default: TokenDrops()].refused(at: time.now) { kept[scope] = nil }
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
        let asked = time.now
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
            switch await endpoint.ask(scope, secret: secret) {
            case .token(let token): return token
            case .failure(let error, let fact, let retryAfter):
                let decision = retry.decision(
                    after: fact, retryAfter: retryAfter, attempt: attempt, isRepeatable: true, hasMoved: true,
                    random: random())
                guard case .retry(let delay) = decision, (try? await time.sleep(for: delay)) != nil else { throw error }
            }
            attempt += 1
        }
    }
}
