public import JSONKit

/// Where an activity happens.
public struct Conversation: WireObject {
    /// The id, with the thread in channels.
    public var id: ConversationID?
    /// The name, where the service gives one.
    public var name: String?
    /// Personal, group chat or channel.
    public var conversationType: ConversationType?
    /// Whether there may be more than two; absent in personal chats.
    public var isGroup: Bool?
    /// The organisation.
    public var tenantId: TenantID?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A conversation by its id.
    public init(_ id: ConversationID, type: ConversationType? = nil, tenantId: TenantID? = nil) {
        self.id = id
        conversationType = type
        self.tenantId = tenantId
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<Conversation> = [
        .init("id", \.id),
        .init("name", \.name),
        .init("conversationType", \.conversationType),
        .init("isGroup", \.isGroup),
        .init("tenantId", \.tenantId),
    ]
}
