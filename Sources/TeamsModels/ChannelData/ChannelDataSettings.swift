public import JSONKit

/// What was chosen when the app was installed.
public struct ChannelDataSettings: WireObject {
    /// The channel that the app may write to.
    public var selectedChannel: ChannelInfo?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<ChannelDataSettings> = [
        .init("selectedChannel", \.selectedChannel)
    ]
}
