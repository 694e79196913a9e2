public import JSONKit

/// The quoted message.
public struct Quote: WireObject {
    /// Which message, unescaped.
    public var messageId: ActivityID?
    /// Who wrote it.
    public var senderId: AccountID?
    /// The name of who wrote it.
    public var senderName: String?
    /// How it begins.
    public var preview: String?
    /// When: epoch milliseconds.
    public var time: String?
    /// Whether it is gone.
    public var isReplyDeleted: Bool?
    /// Whether the service found it.
    public var validatedMessageReference: Bool?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<Quote> = [
        .init("messageId", \.messageId),
        .init("senderId", \.senderId),
        .init("senderName", \.senderName),
        .init("preview", \.preview),
        .init("time", \.time),
        .init("isReplyDeleted", \.isReplyDeleted),
        .init("validatedMessageReference", \.validatedMessageReference),
    ]
}
