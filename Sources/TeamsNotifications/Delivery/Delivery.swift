public import Foundation
public import TeamsModels

/// One notification to one conversation, as the ledger has it.
public struct Delivery: Sendable, Hashable {
    /// Its place in the ledger: unique, and in the order of planning.
    public var place: Int64
    /// The notification.
    public var notification: NotificationID
    /// Which time of a recurring notification, from 1; 1 for any other.
    public var occurrence = 1
    /// Where it goes.
    public var target: DeliveryTarget
    /// Where it stands.
    public var state: DeliveryState
    /// What is to be done next; nil when nothing is.
    public var work: DeliveryWork?
    /// Not before this instant.
    public var dueAt: Date
    /// The version of the content that is there, or on its way; 0 before the first attempt.
    public var version = 0
    /// The message, once it is delivered.
    public var activityID: ActivityID?
    /// Why it failed, was skipped or is unknown.
    public var code: DeliveryCode?
    /// Every request, the oldest first; of many the first and the last 15.
    public var attempts: [DeliveryAttempt] = []
    /// How many requests were made since it was planned, or was last put back by a retry. What bounds tries counts
    /// these: ``attempts`` names all of them but the middle of many.
    package var tries = 0
    /// When the message was first known to be read by the person.
    public var readAt: Date?
    /// When somebody first acted on the message's card.
    public var actedAt: Date?

    /// A delivery that waits for its turn.
    public init(place: Int64, notification: NotificationID, target: DeliveryTarget, dueAt: Date) {
        self.place = place
        self.notification = notification
        self.target = target
        self.dueAt = dueAt
        state = .planned
        work = .send
    }
}
