/// A place in a lane: tells once what became of the delivery.
struct DeliveryTicket: Sendable {
    let bot: AppID
    /// Whether the activity is posted once more when the bot does not answer in time.
    private let isRepeated: Bool
    private let outcomes: AsyncStream<DeliveryOutcome>
    private let continuation: AsyncStream<DeliveryOutcome>.Continuation

    init(_ delivery: Delivery) {
        bot = delivery.bot
        isRepeated = delivery.isRepeated
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
        if let outcome { return outcome }
        let more = isRepeated ? " It gets the same activity once more." : ""
        return DeliveryOutcome(bot: bot, note: "The bot has not answered within \(limit.components.seconds) s.\(more)")
    }
}
