public import JSONKit

/// What a bot asks for when it creates a conversation.
public struct ConversationParameters: WireObject {
    /// Whether a thread of a channel is meant; absent and false are one-to-one.
    public var isGroup: Bool?
    /// The bot; optional.
    public var bot: Account?
    /// The one person of a one-to-one conversation.
    public var members: [Account]?
    /// The topic.
    public var topicName: String?
    /// The organisation; needed one-to-one.
    public var tenantId: TenantID?
    /// The first message; needed for a thread of a channel.
    public var activity: Activity?
    /// The channel of a new thread, or the tenant.
    public var channelData: ChannelData?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A one-to-one conversation with a person, by the id in conversations or in Microsoft Entra.
    ///
    /// The same person gives the same conversation each time.
    public static func personal(with member: AccountID, tenantId: TenantID) -> ConversationParameters {
        var parameters = ConversationParameters()
        parameters.isGroup = false
        parameters.members = [Account(member)]
        parameters.tenantId = tenantId
        parameters.channelData = ChannelData()
        parameters.channelData?.tenant = TenantInfo(tenantId)
        return parameters
    }

    /// A new thread in a channel, which `activity` begins.
    public static func thread(
        in channel: ChannelID, tenantId: TenantID? = nil, startingWith activity: Activity
    ) -> ConversationParameters {
        var parameters = ConversationParameters()
        parameters.isGroup = true
        parameters.tenantId = tenantId
        parameters.activity = activity
        parameters.channelData = ChannelData()
        parameters.channelData?.channel = ChannelInfo(channel)
        parameters.channelData?.tenant = tenantId.map { TenantInfo($0) }
        return parameters
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<ConversationParameters> = [
        .init("isGroup", \.isGroup),
        .init("bot", \.bot),
        .init("members", \.members),
        .init("topicName", \.topicName),
        .init("tenantId", \.tenantId),
        .init("activity", \.activity),
        .init("channelData", \.channelData),
    ]
}
