extension WorldHost {
    /// The fault that strikes a delivery, if one does.
    func strike(_ delivery: Delivery) async -> FaultStrike? {
        guard glance({ !$0.faults.isEmpty }) else { return nil }
        let request = ServiceRequest(
            operation: "deliver", bot: delivery.bot, conversation: delivery.conversation, message: delivery.message)
        // A world that cannot be stored any more strikes nobody: it is about to end.
        return try? await change { $0.strike(request) }.value
    }
}
