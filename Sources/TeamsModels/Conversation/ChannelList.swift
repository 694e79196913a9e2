public import JSONKit

/// The channels of a team. The General channel has the team's id and no name.
public struct ChannelList: WireObject {
    /// The channels.
    public var conversations: [ChannelInfo]?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<ChannelList> = [
        .init("conversations", \.conversations)
    ]
}
