internal import Foundation
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

    /// The bot's registration.
    package let clientID: AppID
    /// The scope of requests to the connector.
    package let botScope: TokenScope
    private let credentials: Credentials
    private let cloud: Cloud
    private let request: TokenRequest
    private let observation: Observation
    private let time: Stopwatch
    private let ledger = Mutex(TokenLedger<Waiter>())

    /// - Parameters:
    ///   - credentials: the bot's.
    ///   - cloud: whose addresses are used.
    ///   - transport: what carries the requests.
    ///   - clock: tells when a token is over.
    ///   - timeout: how long one answer of the token endpoint may take.
    ///   - wallClock: dates assertions, and is what the date of a `Retry-After` is compared with.
    ///   - retry: how often the token endpoint is asked again after 429 and 5xx, a dropped connection or none.
    ///   - random: a number from 0 to 1, which spreads repeated requests.
    ///   - newID: a text that tells one assertion from every other.
    ///   - observation: who is told of tokens that are got.
    package init(
        _ credentials: Credentials, cloud: Cloud = .public, transport: any HTTPTransport,
        clock: some Clock<Duration> = ContinuousClock(), timeout: Duration = .seconds(30),
        wallClock: WallClock = .system, retry: RetryPolicy = RetryPolicy(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        newID: @escaping @Sendable () -> String = { UUID().uuidString }, observation: Observation = .none
    ) {
        self.observation = observation
        clientID = credentials.clientID
        botScope = TokenScope(tenantID: credentials.tenantID ?? cloud.defaultTenant, scope: cloud.botScope)
        self.credentials = credentials
        self.cloud = cloud
        time = Stopwatch(clock)
        let endpoint = TokenEndpoint(
            clientID: credentials.clientID, cloud: cloud, transport: transport, timeout: timeout, wallClock: wallClock)
        request = TokenRequest(
            credentials: credentials, cloud: cloud, endpoint: endpoint, transport: transport, time: time,
            wallClock: wallClock, retry: TokenRetry(policy: retry), random: random, newID: newID)
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
        case .refused(let error): waiter.resume(returning: .failure(error))
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
        let waiters: [Waiter]
        let result: Result<AccessToken, ConnectorError>
        do throws(TokenFailure) {
            let token = try await observation.measure(ObservedWork(.token)) { () async throws(TokenFailure) in
                try await request.token(for: scope)
            }
            result = .success(token)
            waiters = ledger.withLock { $0.got(token, for: scope, asked: asked) }
        } catch {
            let now = time.elapsed
            result = .failure(error.error)
            waiters = ledger.withLock { $0.failed(error, for: scope, at: now) }
        }
        for waiter in waiters { waiter.resume(returning: result) }
    }
}
