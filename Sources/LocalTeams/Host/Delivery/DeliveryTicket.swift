/// A place in a lane: tells once what became of the delivery.
struct DeliveryTicket: Sendable {
    let bot: AppID
    private let outcomes: AsyncStream<DeliveryOutcome>
    private let continuation: AsyncStream<DeliveryOutcome>.Continuation

    init(bot: AppID) {
        self.bot = bot
        (outcomes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// Says what became of it. Called once.
    func finish(_ outcome: DeliveryOutcome) {
        continuation.yield(outcome)
        continuation.finish()
    }

    /// Waits for the outcome: whether nothing listened at the bot's endpoint. Called once, in place of
    /// ``outcome(within:)``.
    func isBotDown() async -> Bool {
        await outcomes.first { _ in true }?.isBotDown ?? false
    }

    /// Waits for the outcome, for `limit` of real time at most. Called once.
    func outcome(within limit: Duration) async -> DeliveryOutcome {
        let outcome = await withTaskGroup(of: DeliveryOutcome?.self) { group in
            group.addTask { await outcomes.first { _ in true } }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        return outcome
            ?? DeliveryOutcome(bot: bot, note: "The bot has not answered within \(limit.components.seconds) s.")
    }
}
