public import JSONKit

/// What changed in a team, a channel or a message. The documentation prints some names in more than one way, so the
/// letters' case does not matter when they are compared; the written form is kept.
public struct ChannelEventType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A channel was created.
    public static let channelCreated: ChannelEventType = "channelCreated"
    /// A channel was deleted.
    public static let channelDeleted: ChannelEventType = "channelDeleted"
    /// A channel has a new name.
    public static let channelRenamed: ChannelEventType = "channelRenamed"
    /// A deleted channel came back.
    public static let channelRestored: ChannelEventType = "channelRestored"
    /// A channel was shared with another team.
    public static let channelShared: ChannelEventType = "channelShared"
    /// A channel is no longer shared with a team.
    public static let channelUnshared: ChannelEventType = "channelUnshared"
    /// Somebody joined a private or shared channel.
    public static let channelMemberAdded: ChannelEventType = "channelMemberAdded"
    /// Somebody left a private or shared channel.
    public static let channelMemberRemoved: ChannelEventType = "channelMemberRemoved"
    /// Somebody joined the team.
    public static let teamMemberAdded: ChannelEventType = "teamMemberAdded"
    /// Somebody left the team.
    public static let teamMemberRemoved: ChannelEventType = "teamMemberRemoved"
    /// The team was archived.
    public static let teamArchived: ChannelEventType = "teamArchived"
    /// The team is no longer archived.
    public static let teamUnarchived: ChannelEventType = "teamUnarchived"
    /// The team was deleted and can be restored.
    public static let teamDeleted: ChannelEventType = "teamDeleted"
    /// The team was deleted for good.
    public static let teamHardDeleted: ChannelEventType = "teamHardDeleted"
    /// The team has a new name.
    public static let teamRenamed: ChannelEventType = "teamRenamed"
    /// A deleted team came back.
    public static let teamRestored: ChannelEventType = "teamRestored"
    /// A message was edited.
    public static let editMessage: ChannelEventType = "editMessage"
    /// The deletion of a message was undone.
    public static let undeleteMessage: ChannelEventType = "undeleteMessage"
    /// A message was deleted; the deletion can be undone.
    public static let softDeleteMessage: ChannelEventType = "softDeleteMessage"

    /// Whether both are the same name, however its letters are written.
    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue == right.rawValue || left.rawValue.lowercased() == right.rawValue.lowercased()
    }
    /// Hashes the name without regard to how its letters are written.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.lowercased()) }
}
