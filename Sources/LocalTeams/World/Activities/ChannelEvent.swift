/// What can become of a channel.
enum ChannelEvent: String {
    case created = "channelCreated"
    case renamed = "channelRenamed"
    case deleted = "channelDeleted"
    case restored = "channelRestored"
    case shared = "channelShared"
    case unshared = "channelUnshared"
    case memberAdded = "channelMemberAdded"
    case memberRemoved = "channelMemberRemoved"
}
