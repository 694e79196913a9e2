package import TeamsModels

/// The message that one recipient gets, ready to be sent.
package struct RenderedMessage: Sendable, Hashable {
    /// The message as an activity, without a recipient.
    package var activity: Activity
    /// Its text, when the content is one: what can be joined with others.
    package var text: String?

    package init(activity: Activity, text: String? = nil) {
        self.activity = activity
        self.text = text
    }
}

/// Makes the messages of deliveries.
package protocol MessageSource: Sendable {
    /// The message for a delivery, in the version that the task names, or a newer one.
    /// - Throws: ``ContentError`` when it cannot be made for this recipient.
    func message(for task: DeliveryTask) async throws -> RenderedMessage
}
