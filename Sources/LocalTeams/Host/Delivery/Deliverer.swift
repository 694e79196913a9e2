internal import HTTPKit
internal import JSONKit
internal import LockKit
internal import ServiceKit
internal import TokenKit

/// Delivers activities to bots, in the order of each conversation; a bot that is down or slow holds up its own lanes
/// only. A bot that does not answer in time gets the same activity once more, as Teams does
/// (MicrosoftDocs/msteams-docs#6084), where the delivery says so.
///
/// Deliveries live in memory: those that were waiting when the process ended are not sent after a restart.
final class Deliverer: Sendable {
    /// The fault that strikes a delivery, if one does: asked for each time that it is posted.
    typealias Strikes = @Sendable (Delivery) async -> FaultStrike?

    private typealias Queue = DeliveryQueue<Job>

    private struct Job: Sendable {
        let delivery: Delivery
        let isSigned: Bool
        let ticket: DeliveryTicket
    }

    private let queue = Mutex(Queue())
    /// The bots that the last delivery did not reach: people are told when that changes, not each time.
    private let unreachable = Mutex<Set<AppID>>([])
    private let turns: AsyncStream<Queue.Lane>
    private let announce: AsyncStream<Queue.Lane>.Continuation
    private let post: DeliveryPost
    private let log: WireLog
    private let logger: Log

    init(transport: any HTTPTransport, signer: DeliverySigner, clock: WorldClock, log: WireLog, logger: Log) {
        post = DeliveryPost(transport: transport, signer: signer, clock: clock)
        self.log = log
        self.logger = logger
        (turns, announce) = AsyncStream.makeStream()
    }

    /// Puts a delivery at the end of its lane. Returns at once.
    /// - Parameter isSigned: whether a token goes with it.
    func enqueue(_ delivery: Delivery, isSigned: Bool) -> DeliveryTicket {
        let job = Job(delivery: delivery, isSigned: isSigned, ticket: DeliveryTicket(delivery))
        let lane = Queue.Lane(bot: delivery.bot, conversation: delivery.conversation)
        let place = queue.withLock { queue in
            let place = queue.add(job, cost: delivery.activity.cost, to: lane)
            // Announced under the lock: once this is stopping, nothing is.
            if place == .begins { announce.yield(lane) }
            return place
        }
        switch place {
        case .begins, .waits: break
        case .full: refuse(job, "too many deliveries wait for the bot already")
        case .closed: refuse(job, Self.isStopping)
        }
        return job.ticket
    }

    /// Works until ``beginShutdown()``.
    func run(strikes: @escaping Strikes) async {
        await withDiscardingTaskGroup { group in
            for await lane in turns {
                group.addTask { await self.work(on: lane, strikes) }
            }
            group.cancelAll()
        }
    }

    /// Takes no more deliveries and gives up those that are not done.
    func beginShutdown() {
        queue.withLock { $0.close() }
        announce.finish()
    }

    /// Whether something answers at an endpoint, whatever it answers to a request that is no activity.
    func reaches(_ endpoint: String) async -> Bool { await post.reaches(endpoint) }

    private static let isStopping = "Local Teams is stopping"

    private func work(on lane: Queue.Lane, _ strikes: Strikes) async {
        var next = queue.withLock { $0.first(of: lane) }
        while let job = next {
            job.ticket.finish(await deliver(job, strikes))
            switch queue.withLock({ $0.finishFirst(of: lane) }) {
            case .work(let job): next = job
            case .lane(let other):
                // The end of a lane's work is the turn of another.
                announce.yield(other)
                next = nil
            case .nothing: next = nil
            }
        }
    }

    private func deliver(_ job: Job, _ strikes: Strikes) async -> DeliveryOutcome {
        let delivery = job.delivery
        guard BotEndpoint.isAllowed(delivery.endpoint) else {
            return DeliveryOutcome(
                bot: delivery.bot, skipped: "its endpoint is not on this machine: Local Teams connects to nothing else")
        }
        var count = 1
        while !Task.isCancelled {
            let attempt: DeliveryAttempt
            do {
                attempt = try await post.attempt(
                    delivery, isSigned: job.isSigned, struckBy: await strikes(delivery))
            } catch {
                return DeliveryOutcome(
                    bot: delivery.bot, note: "The delivery could not be signed: \(error.message)")
            }
            let isLast = count == 2 || !delivery.isRepeated
            let outcome = attempt.outcome(number: count, isLast: isLast)
            log.append(WireLogEntry(attempt, outcome))
            tell(outcome)
            guard case .late = attempt.answer, !isLast, !Task.isCancelled else { return outcome }
            count += 1
        }
        return DeliveryOutcome(bot: delivery.bot, skipped: Self.isStopping)
    }

    /// Nothing is sent, and the log says so.
    private func refuse(_ job: Job, _ reason: String) {
        let delivery = job.delivery
        job.ticket.finish(DeliveryOutcome(bot: delivery.bot, skipped: reason))
        log.append(
            WireLogEntry(
                notSent: reason, at: post.clock.now, bot: delivery.bot, conversation: delivery.conversation,
                message: delivery.message, readers: delivery.readers))
    }

    private func tell(_ outcome: DeliveryOutcome) {
        let isNew = unreachable.withLock { bots in
            outcome.note == nil ? bots.remove(outcome.bot) != nil : bots.insert(outcome.bot).inserted
        }
        guard isNew else { return }
        if let note = outcome.note {
            logger.warning("Deliveries do not reach a bot", ["bot": outcome.bot.rawValue, "why": note])
        } else {
            logger.notice("Deliveries reach the bot again", ["bot": outcome.bot.rawValue])
        }
    }
}
