package import HTTPKit
internal import JSONKit
package import ServiceKit
package import TeamsModels

/// Sends requests to the Bot Connector: messages, members, conversations, teams.
///
/// Requests go where each conversation's own service URL says. Those that change a conversation go one after the
/// other, all within the service's limits, and what the service asks to repeat is repeated; see ``RetryPolicy``. The
/// bot's token goes to services of the cloud alone, whatever address a conversation names.
public final class Connector: Sendable {
    let cloud: Cloud
    let retry: RetryPolicy
    package let exchange: Exchange
    /// Microsoft Graph, asked as the app itself.
    package let graph: GraphClient
    let gates: Gates
    let moved = MovedHosts()
    private let observation: Observation
    let time: Stopwatch
    let random: @Sendable () -> Double
    private let logger: Log
    /// Learns of each conversation that was created: with whom, and at which service that was asked.
    let onCreate: (@Sendable (ConversationReference, _ member: Account?, _ service: String) async -> Void)?

    /// - Parameters:
    ///   - tokens: nil sends requests without a token, which only a service without authentication accepts.
    ///   - transport: what carries the requests.
    ///   - cloud: whose addresses are used.
    ///   - options: how to send: pace, retries, time-outs.
    ///   - clock: what waits are measured by; a test's own.
    ///   - wallClock: what the date of a `Retry-After` is compared with.
    ///   - random: a number from 0 to 1, which spreads repeated requests.
    ///   - logger: where retries and redirects are told.
    ///   - observation: who is told of requests.
    ///   - onCreate: learns of each conversation that was created, before its creator does.
    package init(
        tokens: TokenProvider?, transport: any HTTPTransport, cloud: Cloud = .public, options: Options = Options(),
        clock: some Clock<Duration> = ContinuousClock(), wallClock: WallClock = .system,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        logger: Log = Log(label: "connector"), observation: Observation = .none,
        onCreate: (@Sendable (ConversationReference, _ member: Account?, _ service: String) async -> Void)? = nil
    ) {
        self.cloud = cloud
        retry = options.retry
        self.random = random
        self.logger = logger
        self.observation = observation
        self.onCreate = onCreate
        time = Stopwatch(clock)
        gates = Gates(
            isPaced: options.isPaced, maxWaitingPerConversation: options.maxWaitingPerConversation,
            maxWaiting: options.maxWaiting, leastRoundTrip: options.leastRoundTrip, time: time)
        exchange = Exchange(
            tokens: tokens, transport: transport, cloud: cloud,
            additionalServiceHosts: options.additionalServiceHosts, timeout: options.timeout,
            userAgent: options.userAgent, wallClock: wallClock)
        graph = GraphClient(
            home: cloud.graphURL, exchange: exchange, time: time, wallClock: wallClock, random: random)
    }

    /// Whether a new message is sent again when nobody knows whether it arrived.
    package var resendsAmbiguous: Bool { retry.resendsAmbiguous }

    /// How many conversations the pacing remembers.
    var remembered: Int { gates.count(of: .sends) }

    /// How many requests wait for their turn.
    var waitingCount: Int { gates.waitingCount }

    /// Sends `call`, in its lane, as often as the policy says.
    func perform(_ call: Call, in lane: Lane) async throws(ConnectorError) -> Answer {
        try await observation.measure(call.observed, label: { "\($0.status)" }) { () async throws(ConnectorError) in
            try await carry(call, in: lane)
        }
    }

    private func carry(_ call: Call, in lane: Lane) async throws(ConnectorError) -> Answer {
        var held: PacingScope?
        if lane.isExclusive { held = try await take(lane.scope, for: call, attempts: 0) }
        defer { if let held { gates.leave(held) } }
        let home = call.base
        var call = call
        if moved.contains(lane, at: home) { call = toGCC(call) }
        var attempt = 1
        var mayBeDone = false
        while true {
            try check(await gates.pass(lane), call, lane.tenant, attempts: attempt - 1)
            let outcome = await exchange.send(call)
            if case .withheld = outcome { gates.withdrawn(lane) } else { gates.answered(lane) }
            let failure: ConnectorError
            do throws(ConnectorError) {
                return try outcome.answer(to: call.operation)
            } catch {
                failure = error.sent(attempt)
            }
            // An attempt whose answer was lost took the message away: that is what was wanted.
            if mayBeDone, call.method == "DELETE", failure.code == .activityNotFound {
                return Answer(HTTP.Response(status: 204), at: call.base)
            }
            mayBeDone = mayBeDone || failure.isAmbiguous
            let decision = decision(after: outcome, of: call, attempt: attempt, in: lane)
            logger.debug(
                "request failed",
                [
                    "operation": call.operation, "error": "\(failure)", "attempt": "\(attempt)",
                    "next": "\(decision)",
                ])
            switch decision {
            case .fail:
                if failure.code == .wrongHost { moved.remove(lane, at: home) }
                throw failure
            case .moveToGCC:
                // A service on this machine never sends anybody's token elsewhere.
                guard cloud.gccServiceURL.isLoopback || !home.isLoopback else { throw failure }
                call = toGCC(call)
                moved.insert(lane, at: home)
            case .retry(let delay):
                guard call.isRetried else { throw failure }
                observation.count(.retry(of: call.operation))
                // After a race the request is alone with what changes its conversation, also when it changes nothing.
                if failure.code == .preconditionFailed, held == nil {
                    held = try await take(lane.conversation, for: call, attempts: attempt)
                }
                do { try await time.sleep(for: delay) } catch { throw cancelled(call, attempts: attempt) }
            }
            attempt += 1
        }
    }

    /// What to do about a failure. What the service asked for holds for all that goes the same lane.
    private func decision(after outcome: Outcome, of call: Call, attempt: Int, in lane: Lane) -> RetryPolicy.Decision {
        let decision = retry.decision(
            after: outcome.fact, retryAfter: outcome.retryAfter, attempt: attempt, isRepeatable: call.isRepeatable,
            hasMoved: call.base.isBelow(cloud.gccServiceURL), random: random())
        if let pause = retry.pause(after: outcome.fact, retryAfter: outcome.retryAfter, decision) {
            gates.pause(lane.scope, for: pause)
        }
        return decision
    }

    /// The same at the host for organisations of GCC.
    private func toGCC(_ call: Call) -> Call {
        call.base.isBelow(cloud.gccServiceURL) ? call : call.moved(to: cloud.gccServiceURL)
    }

    /// Takes the gate of a conversation, or throws.
    private func take(
        _ scope: PacingScope, for call: Call, attempts: Int
    ) async throws(ConnectorError) -> PacingScope {
        try check(await gates.enter(scope), call, scope, attempts: attempts)
        return scope
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
