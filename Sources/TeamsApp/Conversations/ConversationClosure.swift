public import JSONKit
public import TeamsModels

/// Since when and why a conversation is closed to the bot.
public struct ConversationClosure: WireObject {
    /// Why.
    public var reason: ClosureReason?
    /// Since when.
    public var at: Timestamp?
    /// The notification whose refusal told it; nil for all else.
    public var notification: String?
    /// What was stored beyond these members.
    public var extras: JSONObject = [:]

    /// Nothing said yet.
    public init() {}

    /// A closure with its reason.
    public init(_ reason: ClosureReason, at: Timestamp, notification: String? = nil) {
        self.reason = reason
        self.at = at
        self.notification = notification
    }

    /// The members by their names in the store.
    public static let members: WireMembers<ConversationClosure> = [
        .init("reason", \.reason),
        .init("at", \.at),
        .init("notification", \.notification),
    ]
}
