internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import ServiceKit
internal import Synchronization
internal import TokenKit

/// Posts activities to bots. One lane for each bot and conversation keeps their order; a bot that is down or slow holds
/// up its own lanes only. A bot that does not answer within 15 s of the world's clock gets the same activity once more,
/// as Teams does (MicrosoftDocs/msteams-docs#6084).
///
/// Deliveries live in memory: those that were waiting when the process ended are not sent after a restart.
final class Deliverer: Service {
    /// How long a bot may take, on the world's clock.
    static let patience = Duration.seconds(15)

    private struct Lane: Hashable, Sendable {
        let bot: String
        let conversation: String
    }

    private struct Job: Sendable {
        let delivery: Delivery
        let isSigned: Bool
        let ticket: DeliveryTicket
    }

    private struct State {
        /// The jobs of each lane that has any; the first is being worked on.
        var lanes: [Lane: [Job]] = [:]
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
    private let logger: Logger

    init(transport: any HTTPTransport, signer: DeliverySigner, clock: WorldClock, log: WireLog, logger: Logger) {
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
        let job = Job(delivery: delivery, isSigned: isSigned, ticket: ticket)
        enum Next { case refuse, wait, start }
        let next = state.withLock { state -> Next in
            if state.isStopping { return .refuse }
            state.lanes[lane, default: []].append(job)
            return state.lanes[lane]?.count == 1 ? .start : .wait
        }
        switch next {
        case .start: announce.yield(lane)
        case .refuse: ticket.finish(Self.stopped(delivery))
        case .wait: break
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
        let request = HTTPClientRequest(url: endpoint, timeout: .seconds(5), maxResponseBytes: 1 << 20)
        return (try? await transport.send(request)) != nil
    }

    private func work(on lane: Lane) async {
        while let job = state.withLock({ $0.lanes[lane]?.first }) {
            let outcome = Task.isCancelled ? Self.stopped(job.delivery) : await deliver(job)
            job.ticket.finish(outcome)
            state.withLock { state in
                state.lanes[lane]?.removeFirst()
                if state.lanes[lane]?.isEmpty == true { state.lanes[lane] = nil }
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
        var request = HTTPClientRequest(
            method: "POST", url: delivery.endpoint,
            fields: ["Content-Type": "application/json; charset=utf-8", "User-Agent": "Microsoft-SkypeBotApi (local)"],
            body: JSONValue.object(delivery.activity).serialized(), timeout: .seconds(86_400), maxResponseBytes: 4 << 20
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
        var response: HTTPResponse?
        switch answer {
        case .response(let received):
            response = received
            outcome.status = received.status
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
        case response(HTTPResponse)
        case failed(HTTPClientError)
        case late
    }

    /// Posts, and gives up when the world's clock shows `deadline`.
    private func post(_ request: HTTPClientRequest, until deadline: Instant) async -> Answer {
        await withTaskGroup(of: Answer.self) { group in
            group.addTask { [transport] in
                do throws(HTTPClientError) {
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
        _ delivery: Delivery, _ request: HTTPClientRequest, _ response: HTTPResponse?, began: Instant,
        _ outcome: DeliveryOutcome
    ) {
        log.append(
            WireLogEntry(
                time: began.text, direction: .outbound, operation: "deliver", method: request.method,
                path: request.url, status: outcome.status, milliseconds: outcome.milliseconds ?? 0,
                request: WireLogRedaction.message(fields: request.fields, body: request.body),
                response: response.map { WireLogRedaction.message(fields: $0.fields, body: $0.body) },
                note: outcome.note, bot: delivery.bot, conversation: delivery.conversation, message: delivery.message))
        tell(outcome)
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

    private static func advice(status: Int) -> String {
        switch status {
        case 401, 403:
            "The bot refused the delivery (\(status)): its client id, secret or OpenID metadata do not match this service."
        case 404, 405: "The bot answered \(status): is the messaging endpoint's path right?"
        default: "The bot answered \(status)."
        }
    }

    private static func advice(_ error: HTTPClientError, endpoint: String) -> String {
        switch error.code {
        case .connect: "The bot is down: nothing answers at \(endpoint)."
        case .cancelled: "Local Teams stopped before the bot answered."
        default: "The bot could not be reached at \(endpoint): \(error.message)"
        }
    }
}
