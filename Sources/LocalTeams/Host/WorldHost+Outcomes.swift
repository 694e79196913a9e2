extension WorldHost.Changed {
    /// What became of the deliveries: waits until every bot has answered, or for `patience` of real time.
    func outcomes(within patience: Duration) async -> [DeliveryOutcome] {
        let delivered = await withTaskGroup(of: (place: Int, outcome: DeliveryOutcome).self) { group in
            for (place, ticket) in deliveries.enumerated() {
                group.addTask { (place, await ticket.outcome(within: patience)) }
            }
            var outcomes: [(place: Int, outcome: DeliveryOutcome)] = []
            for await outcome in group { outcomes.append(outcome) }
            return outcomes.sorted { $0.place < $1.place }.map(\.outcome)
        }
        return delivered + skipped.map { DeliveryOutcome(bot: $0.bot, skipped: $0.reason.rawValue) }
    }
}
