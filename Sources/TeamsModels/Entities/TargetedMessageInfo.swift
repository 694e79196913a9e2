public import JSONKit

/// The message, visible to one person, that a targeted message answers.
public struct TargetedMessageInfo: WireObject {
    /// `targetedMessageInfo`.
    public var type: String?
    /// The message that is answered.
    public var messageId: ActivityID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Answers the message `id`.
    public init(answering id: ActivityID) {
        type = "targetedMessageInfo"
        messageId = id
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<TargetedMessageInfo> = [
        .init("type", \.type),
        .init("messageId", \.messageId),
    ]
}
