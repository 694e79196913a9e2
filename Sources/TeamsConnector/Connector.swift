package import HTTPKit
internal import JSONKit
package import ServiceKit

/// Sends requests to the Bot Connector: messages, members, conversations, teams.
///
/// Requests go where each conversation's own service URL says. Those that change a conversation go one after the
/// other, all within the service's limits, and what the service asks to repeat is repeated; see ``RetryPolicy``. The
/// bot's token goes to services of the cloud alone, whatever address a conversation names.
public final class Connector: Sendable {
    let cloud: Cloud
    private let retry: RetryPolicy
    private let exchange: Exchange
    private let gates: Gates
    private let moved = MovedHosts()
    private let time: Stopwatch
    private let random: @Sendable () -> Double
    private let logger: Log

    /// - Parameters:
    ///   - tokens: nil sends requests without a token, which only a service without authentication accepts.
    ///   - transport: what carries the requests.
    ///   - cloud: whose addresses are used.
    ///   - options: how to send: pace, retries, time-outs.
    ///   - clock: what waits are measured by; a test's own.
    ///   - wallClock: what the date of a `Retry-After` is compared with.
    ///   - random: a number from 0 to 1, which spreads repeated requests.
    ///   - logger: where retries and redirects are told.
    package init(
        tokens: TokenProvider?, transport: any HTTPTransport, cloud: Cloud = .public, options: Options = Options(),
        clock: some Clock<Duration> = ContinuousClock(), wallClock: WallClock = .system,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        logger: Log = Log(label: "connector")
    ) {
        self.cloud = cloud
        retry = options.retry
        self.random = random
        self.logger = logger
        time = Stopwatch(clock)
        gates = Gates(
            isPaced: options.isPaced, maxWaitingPerConversation: options.maxWaitingPerConversation,
            maxWaiting: options.maxWaiting, time: time)
        exchange = Exchange(
            tokens: tokens, transport: transport, cloud: cloud,
            additionalServiceHosts: options.additionalServiceHosts, timeout: options.timeout,
            userAgent: options.userAgent, wallClock: wallClock)
    }

    /// How many conversations the pacing remembers.
    var remembered: Int { gates.count(of: .sends) }

    /// How many requests wait for their turn.
    var waitingCount: Int { gates.waitingCount }

    /// Sends `call`, in its lane, as often as the policy says.
    func perform(_ call: Call, in lane: Lane) async throws(ConnectorError) -> Answer {
        if lane.isExclusive { try check(await gates.enter(lane.scope), call, lane.scope, attempts: 0) }
        defer { if lane.isExclusive { gates.leave(lane.scope) } }
        let home = call.base
        var hasMoved = moved.contains(lane.subject, at: home)
        var call = hasMoved ? call.moved(to: cloud.gccServiceURL) : call
        var attempt = 1
        while true {
            try check(await gates.pass(lane), call, lane.tenant, attempts: attempt - 1)
            let outcome = await exchange.send(call)
            if case .withheld = outcome { gates.withdrawn(lane) } else { gates.answered(lane) }
            do throws(ConnectorError) {
                return try outcome.answer(to: call.operation)
            } catch {
                var error = error
                error.attempts = attempt
                let decision = retry.decision(
                    after: outcome.fact, retryAfter: outcome.retryAfter, attempt: attempt,
                    isRepeatable: call.isRepeatable, hasMoved: hasMoved, random: random())
                logger.debug(
                    "request failed",
                    ["operation": call.operation, "error": "\(error)", "attempt": "\(attempt)", "next": "\(decision)"])
                switch decision {
                case .fail: throw error
                case .moveToGCC:
                    // A service on this machine never sends anybody's token elsewhere.
                    guard cloud.gccServiceURL.isLoopback || !home.isLoopback else { throw error }
                    call = call.moved(to: cloud.gccServiceURL)
                    hasMoved = true
                    moved.insert(lane.subject, at: home)
                case .retry(let delay):
                    do { try await time.sleep(for: delay) } catch { throw cancelled(call, attempts: attempt) }
                }
            }
            attempt += 1
        }
    }

    private func check(
        _ entry: Gate.Entry, _ call: Call, _ scope: PacingScope, attempts: Int
    ) throws(ConnectorError) {
        switch entry {
        case .taken: break
        case .cancelled: throw cancelled(call, attempts: attempts)
        case .full:
            let whom = scope.kind == .tenant ? "organisation" : "conversation"
            throw ConnectorError(
                .tooManyWaiting, message: "\(call.operation): too many requests wait for this \(whom) already",
                attempts: attempts)
        }
    }

    private func cancelled(_ call: Call, attempts: Int) -> ConnectorError {
        ConnectorError(.cancelled, message: "\(call.operation) was cancelled while it waited", attempts: attempts)
    }
}
