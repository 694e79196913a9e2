package import HTTPKit
internal import JSONKit
internal import LockKit
package import ServiceKit
package import TeamsModels

/// Gets bearer tokens, and keeps each until five minutes before its end.
///
/// Requests that need the same token at the same time wait for one answer. Tokens leave it for ``Exchange`` alone.
/// Decisions are ``TokenLedger``'s.
package final class TokenProvider: Sendable {
    private typealias Waiter = CheckedContinuation<Result<AccessToken, ConnectorError>, Never>

    /// The longest `Retry-After` of the token endpoint that is waited for: whole turns wait behind it.
    static let maxRetryAfter: Duration = .seconds(60)

    /// The bot's registration.
    package let clientID: AppID
    /// The scope of requests to the connector.
    package let botScope: TokenScope
    private let credentials: Credentials
    private let cloud: Cloud
    private let endpoint: TokenEndpoint
    private let time: Stopwatch
    private let retry: RetryPolicy
    private let random: @Sendable () -> Double
    private let ledger = Mutex(TokenLedger<Waiter>())

    /// - Parameters:
    ///   - credentials: the bot's.
    ///   - cloud: whose addresses are used.
    ///   - transport: what carries the requests.
    ///   - clock: tells when a token is over.
    ///   - timeout: how long one answer of the token endpoint may take.
    ///   - wallClock: what the date of a `Retry-After` is compared with.
    ///   - retry: how often the token endpoint is asked again when it is busy; it is asked again after the same
    ///     answers as the connector.
    ///   - random: a number from 0 to 1, which spreads repeated requests.
    package init(
        _ credentials: Credentials, cloud: Cloud = .public, transport: any HTTPTransport,
        clock: some Clock<Duration> = ContinuousClock(), timeout: Duration = .seconds(30),
        wallClock: WallClock = .system, retry: RetryPolicy = RetryPolicy(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        clientID = credentials.clientID
        botScope = TokenScope(tenantID: credentials.tenantID ?? cloud.defaultTenant, scope: cloud.botScope)
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

    /// The scope of requests to Microsoft Graph for `tenantID`, else the credentials' own, else `common`.
    package func graphScope(tenantID: TenantID? = nil) -> TokenScope {
        TokenScope(
            tenantID: tenantID ?? credentials.tenantID ?? "common", scope: "\(cloud.graphURL)/.default")
    }

    /// A token that is good for five more minutes.
    /// - Throws: ``ConnectorError`` with the code ``ConnectorError/Code/noToken``, or ``ConnectorError/Code/cancelled``
    ///   when the task is cancelled while it waits; the request must not go out.
    func token(for scope: TokenScope) async throws(ConnectorError) -> AccessToken {
        let now = time.elapsed
        if let token = ledger.withLock({ $0.token(for: scope, at: now) }) { return token }
        let ticket = ledger.withLock { $0.nextTicket() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { wait($0, ticket, for: scope) }
        } onCancel: {
            ledger.withLock { $0.cancel(scope, ticket: ticket) }?.resume(returning: .failure(.cancelledForToken))
        }
        return try result.get()
    }

    private func wait(_ waiter: Waiter, _ ticket: Int, for scope: TokenScope) {
        let now = time.elapsed
        let want = ledger.withLock { ledger -> TokenLedger<Waiter>.Want? in
            // A cancellation after this line finds the waiter, since it needs the lock too.
            Task.isCancelled ? nil : ledger.want(scope, waiter, ticket: ticket, at: now)
        }
        switch want {
        case nil: waiter.resume(returning: .failure(.cancelledForToken))
        case .kept(let token): waiter.resume(returning: .success(token))
        case .wait: break
        // Belongs to all who wait for it: when one of them is cancelled, the others still get the token. Ends by its
        // requests' time-outs and the policy's number of attempts.
        case .get: Task { await get(scope) }
        }
    }

    /// Forgets `token`, which the service refused, so that the next request gets another. Five times a minute at
    /// most: what is wrong then is not the token.
    func drop(_ token: AccessToken, of scope: TokenScope) {
        let now = time.elapsed
        ledger.withLock { $0.drop(token, of: scope, at: now) }
    }

    private func get(_ scope: TokenScope) async {
        let asked = time.elapsed
        let result: Result<AccessToken, ConnectorError>
        do {
            result = .success(try await newToken(scope))
        } catch let error as ConnectorError {
            result = .failure(error)
        } catch {
            result = .failure(.noToken("the token function of the credentials failed: \(type(of: error))"))
        }
        let waiters = ledger.withLock { $0.got(try? result.get(), for: scope, asked: asked) }
        for waiter in waiters { waiter.resume(returning: result) }
    }

    private func newToken(_ scope: TokenScope) async throws -> AccessToken {
        let token =
            switch credentials.proof {
            case .function(let get): try await get(scope)
            case .secret(let secret): try await request(scope, secret: secret)
            }
        guard !token.value.isEmpty else { throw ConnectorError.noToken("the token that was got is empty") }
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
