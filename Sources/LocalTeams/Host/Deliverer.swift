internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import LockKit
internal import ServiceKit
internal import TokenKit

/// Posts activities to bots. One lane for each bot and conversation keeps their order; a bot that is down or slow holds
/// up its own lanes only. A bot that does not answer within 15 s of the world's clock gets the same activity once more,
/// as Teams does (MicrosoftDocs/msteams-docs#6084).
///
/// Deliveries live in memory: those that were waiting when the process ended are not sent after a restart.
final class Deliverer: Service {
    /// How long a bot may take, on the world's clock.
    static let patience = Duration.seconds(15)

    fileprivate struct Lane: Hashable, Sendable {
        let bot: String
        let conversation: String
    }

    fileprivate struct Job: Sendable {
        let delivery: Delivery
        let isSigned: Bool
        let ticket: DeliveryTicket
        /// Roughly what it costs while it waits, in bytes.
        let cost: Int
    }

    /// How many deliveries may wait in one lane and in all, and what these may cost in bytes. With one more nothing is
    /// sent, and whoever caused it is told so.
    static let maxWaitingInLane = 2_000
    static let maxWaiting = 20_000
    static let maxWaitingBytes = 128 << 20
    /// To how many conversations of one bot activities are posted at once; the others take turns.
    static let maxLanesAtWork = 128
    /// The longest answer that a bot may give, in bytes.
    static let maxAnswerBytes = 1 << 20

    fileprivate struct State {
        /// The jobs of each lane that has any; the first is being worked on, or next.
        var lanes: [Lane: Deque<Job>] = [:]
        var waiting = 0
        var waitingBytes = 0
        /// By bot: how many lanes are at work.
        var atWork: [String: Int] = [:]
        /// By bot: the lanes that have jobs and no turn yet.
        var ready: [String: Deque<Lane>] = [:]
        /// The bots that the last delivery did not reach: people are told when that changes, not each time.
        var unreachable: Set<String> = []
        var isStopping = false
    }

    private let state = Mutex(State())
    private let busyLanes: AsyncStream<Lane>
    private let announce: AsyncStream<Lane>.Continuation
    private let transport: any HTTPTransport
    private let signer: DeliverySigner
    private let clock: WorldClock
    private let log: WireLog
    private let logger: Log

    init(transport: any HTTPTransport, signer: DeliverySigner, clock: WorldClock, log: WireLog, logger: Log) {
        self.transport = transport
        self.signer = signer
        self.clock = clock
        self.log = log
        self.logger = logger
        (busyLanes, announce) = AsyncStream.makeStream()
    }

    /// Puts a delivery at the end of its lane. Returns at once.
    /// - Parameter isSigned: whether a token goes with it.
    func enqueue(_ delivery: Delivery, isSigned: Bool) -> DeliveryTicket {
        let ticket = DeliveryTicket(bot: delivery.bot)
        let lane = Lane(bot: delivery.bot, conversation: delivery.conversation)
        let job = Job(delivery: delivery, isSigned: isSigned, ticket: ticket, cost: delivery.activity.cost)
        let refused = state.withLock { state -> DeliveryOutcome? in
            if state.isStopping { return Self.stopped(delivery) }
            guard state.hasRoom(for: job, in: lane) else { return Self.tooMany(delivery) }
            // Announced under the lock: once this is stopping, nothing is.
            if state.add(job, to: lane) { announce.yield(lane) }
            return nil
        }
        if let refused {
            ticket.finish(refused)
            note(refused, delivery)
        }
        return ticket
    }

    /// Works until ``beginShutdown()``.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await lane in busyLanes {
                group.addTask { await self.work(on: lane) }
            }
            group.cancelAll()
        }
    }

    /// Takes no more deliveries and gives up those that are not done.
    func beginShutdown() {
        state.withLock { $0.isStopping = true }
        announce.finish()
    }

    /// Whether something answers at an endpoint, whatever it answers to a request that is no activity.
    func reaches(_ endpoint: String) async -> Bool {
        guard BotEndpoint.isAllowed(endpoint) else { return false }
        let request = HTTP.ClientRequest(url: endpoint, timeout: .seconds(5), maxResponseBytes: 1 << 20)
        return (try? await transport.send(request)) != nil
    }

    private func work(on lane: Lane) async {
        var next = state.withLock { $0.lanes[lane]?.first }
        while let job = next {
            let outcome = Task.isCancelled ? Self.stopped(job.delivery) : await deliver(job)
            job.ticket.finish(outcome)
            next = state.withLock { state in
                let (job, other) = state.finish(job, of: lane)
                // The end of a lane's work is the turn of another.
                if let other { announce.yield(other) }
                return job
            }
        }
    }

    private func deliver(_ job: Job) async -> DeliveryOutcome {
        if let first = await attempt(job, isLast: false) { return first }
        return await attempt(job, isLast: true) ?? Self.stopped(job.delivery)
    }

    /// Posts once.
    /// - Returns: nil when the bot did not answer in time and another attempt is to follow.
    private func attempt(_ job: Job, isLast: Bool) async -> DeliveryOutcome? {
        let delivery = job.delivery
        guard BotEndpoint.isAllowed(delivery.endpoint) else {
            return DeliveryOutcome(
                bot: delivery.bot, skipped: "its endpoint is not on this machine: Local Teams connects to nothing else")
        }
        var request = HTTP.ClientRequest(
            method: "POST", url: delivery.endpoint,
            fields: ["Content-Type": "application/json; charset=utf-8", "User-Agent": "Microsoft-SkypeBotApi (local)"],
            body: JSONValue.object(delivery.activity).serialized(), timeout: .seconds(86_400),
            maxResponseBytes: Self.maxAnswerBytes
        )
        do {
            let token = job.isSigned ? try signer.token(for: delivery, now: Date()) : nil
            request.fields["Authorization"] = token.map { "Bearer \($0)" }
        } catch {
            return DeliveryOutcome(bot: delivery.bot, note: "The delivery could not be signed: \(error.message)")
        }

        let began = clock.now
        let start = ContinuousClock.now
        let answer = await post(request, until: began + Self.patience)
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        var outcome = DeliveryOutcome(bot: delivery.bot, milliseconds: milliseconds)
        var response: HTTP.Response?
        switch answer {
        case .response(let received):
            response = received
            outcome.status = received.status
            outcome.botError = received.fields["X-Bot-Error"].flatMap { $0.isEmpty ? nil : String($0.prefix(1_000)) }
            if !(200..<300).contains(received.status) {
                outcome.note = Self.advice(status: received.status)
            }
        case .failed(let error):
            outcome.isBotDown = error.code == .connect
            outcome.note = Self.advice(error, endpoint: delivery.endpoint)
        case .late:
            outcome.note =
                isLast
                ? "The bot did not answer within 15 s, twice. It was not posted again."
                : "The bot did not answer within 15 s. The same activity is posted once more."
        }
        record(delivery, request, response, began: began, outcome)
        if case .late = answer, !isLast, !Task.isCancelled { return nil }
        return outcome
    }

    private enum Answer: Sendable {
        case response(HTTP.Response)
        case failed(HTTPTransportError)
        case late
    }

    /// Posts, and gives up when the world's clock shows `deadline`.
    private func post(_ request: HTTP.ClientRequest, until deadline: Instant) async -> Answer {
        await withTaskGroup(of: Answer.self) { group in
            group.addTask { [transport] in
                do throws(HTTPTransportError) {
                    return .response(try await transport.send(request))
                } catch {
                    return .failed(error)
                }
            }
            group.addTask { [clock] in
                try? await clock.sleep(until: deadline)
                return .late
            }
            let first = await group.next() ?? .late
            group.cancelAll()
            return first
        }
    }

    private func record(
        _ delivery: Delivery, _ request: HTTP.ClientRequest, _ response: HTTP.Response?, began: Instant,
        _ outcome: DeliveryOutcome
    ) {
        log.append(
            WireLogEntry(
                time: began.text, direction: .outbound, operation: "deliver", method: request.method,
                path: request.url, status: outcome.status, milliseconds: outcome.milliseconds ?? 0,
                request: WireLogRedaction.message(fields: request.fields, body: request.body),
                response: response.map { WireLogRedaction.message(fields: $0.fields, body: $0.body) },
                note: outcome.botError ?? outcome.note, bot: delivery.bot, conversation: delivery.conversation,
                message: delivery.message,
                readers: delivery.readers))
        tell(outcome)
    }

    /// Writes down that nothing was sent.
    private func note(_ outcome: DeliveryOutcome, _ delivery: Delivery) {
        log.append(
            WireLogEntry(
                time: clock.now.text, direction: .outbound, operation: "deliver", method: "POST", path: "",
                milliseconds: 0, request: WireLogMessage(), note: outcome.skipped.map { "Nothing was sent: \($0)." },
                bot: delivery.bot, conversation: delivery.conversation, message: delivery.message,
                readers: delivery.readers))
    }

    private func tell(_ outcome: DeliveryOutcome) {
        let isNew = state.withLock { state in
            outcome.note == nil
                ? state.unreachable.remove(outcome.bot) != nil : state.unreachable.insert(outcome.bot).inserted
        }
        guard isNew else { return }
        if let note = outcome.note {
            logger.warning("Deliveries do not reach a bot", ["bot": outcome.bot, "why": note])
        } else {
            logger.notice("Deliveries reach the bot again", ["bot": outcome.bot])
        }
    }

    private static func stopped(_ delivery: Delivery) -> DeliveryOutcome {
        DeliveryOutcome(bot: delivery.bot, skipped: "Local Teams is stopping")
    }

    private static func tooMany(_ delivery: Delivery) -> DeliveryOutcome {
        DeliveryOutcome(bot: delivery.bot, skipped: "too many deliveries wait for the bot already")
    }

    private static func advice(status: Int) -> String {
        switch status {
        case 401, 403:
            "The bot refused the delivery (\(status)): its client id, secret or OpenID metadata do not match this service."
        case 404, 405: "The bot answered \(status): is the messaging endpoint's path right?"
        default: "The bot answered \(status)."
        }
    }

    private static func advice(_ error: HTTPTransportError, endpoint: String) -> String {
        switch error.code {
        case .connect: "The bot is down: nothing answers at \(endpoint)."
        case .cancelled: "Local Teams stopped before the bot answered."
        default: "The bot could not be reached at \(endpoint): \(error.message)"
        }
    }
}

extension Deliverer.State {
    fileprivate func hasRoom(for job: Deliverer.Job, in lane: Deliverer.Lane) -> Bool {
        waiting < Deliverer.maxWaiting && waitingBytes + job.cost <= Deliverer.maxWaitingBytes
            && (lanes[lane]?.count ?? 0) < Deliverer.maxWaitingInLane
    }

    /// - Returns: whether the lane begins to work now.
    fileprivate mutating func add(_ job: Deliverer.Job, to lane: Deliverer.Lane) -> Bool {
        waiting += 1
        waitingBytes += job.cost
        lanes[lane, default: Deque()].append(job)
        guard lanes[lane]?.count == 1 else { return false }
        guard atWork[lane.bot, default: 0] < Deliverer.maxLanesAtWork else {
            ready[lane.bot, default: Deque()].append(lane)
            return false
        }
        atWork[lane.bot, default: 0] += 1
        return true
    }

    /// Takes out the lane's first job.
    /// - Returns: its next job; when there is none, the lane whose turn it is now. In one step with the taking out, so that
    ///   no two work on one lane.
    fileprivate mutating func finish(
        _ job: Deliverer.Job, of lane: Deliverer.Lane
    ) -> (job: Deliverer.Job?, other: Deliverer.Lane?) {
        waiting -= 1
        waitingBytes -= job.cost
        lanes[lane]?.removeFirst()
        if let next = lanes[lane]?.first { return (next, nil) }
        lanes[lane] = nil
        if let other = ready[lane.bot]?.popFirst() { return (nil, other) }
        ready[lane.bot] = nil
        atWork[lane.bot, default: 1] -= 1
        if atWork[lane.bot] == 0 { atWork[lane.bot] = nil }
        return (nil, nil)
    }
}
