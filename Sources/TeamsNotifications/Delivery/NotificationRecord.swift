public import Foundation

/// A notification as the store has it.
public struct NotificationRecord: Sendable, Hashable {
    /// Its id.
    public let id: NotificationID
    /// What was asked for, in its newest version. The data per recipient stand in the store beside it.
    public var request: NotificationRequest
    /// Where it stands.
    public var state: NotificationState
    /// Where it stood before it was paused.
    public var stateBeforePause: NotificationState?
    /// When it was accepted.
    public let createdAt: Date
    /// When it ended.
    public var finishedAt: Date?
    /// Of a scheduled one, when it is looked at again; nil when nothing is to be done at any time.
    public var wakesAt: Date?
    /// Which time of a recurring one is planned or was planned last; 1 for any other.
    public var occurrence = 1
    /// The instant that ``occurrence`` stands for.
    public var occursAt: Date?
    /// Where planning stands: what the planner needs to go on after a crash; nil before and after.
    public var planCursor: String?
    /// The version of the content: 1, and one more with every edit.
    public var version = 1
    /// Whether it was recalled.
    public var isRecalled = false
    /// How many deliveries are in which state. Kept by the store.
    public var counts = DeliveryCounts()
    /// Recipients who got no delivery when it was planned, by reason. Set by the planner.
    public var notPlanned: [DeliveryCode: Int] = [:]
    /// What is wrong with it as a whole, for people; nil when nothing is.
    public var problem: String?

    /// A notification that was just accepted.
    public init(id: NotificationID, request: NotificationRequest, state: NotificationState, createdAt: Date) {
        self.id = id
        self.request = request
        self.state = state
        self.createdAt = createdAt
    }
}
