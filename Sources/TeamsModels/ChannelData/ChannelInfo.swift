public import JSONKit

/// A channel of a team.
public struct ChannelInfo: WireObject {
    /// The channel.
    public var id: ChannelID?
    /// Its name; the new one after a renaming, none for General.
    public var name: String?
    /// Its kind.
    public var type: ChannelType?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A channel by its id.
    public init(_ id: ChannelID, name: String? = nil) {
        self.id = id
        self.name = name
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<ChannelInfo> = [
        .init("id", \.id),
        .init("name", \.name),
        .init("type", \.type),
    ]
}
