public import JSONKit

/// The answer to creating a conversation. Only `id` is always there.
public struct ConversationResource: WireObject {
    /// The conversation; a new thread of a channel with its root.
    public var id: ConversationID?
    /// The first message of a new thread; never given one-to-one.
    public var activityId: ActivityID?
    /// Where requests about it go, when it differs.
    public var serviceUrl: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<ConversationResource> = [
        .init("id", \.id),
        .init("activityId", \.activityId),
        .init("serviceUrl", \.serviceUrl),
    ]
}
