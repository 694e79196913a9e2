/// What can become of a channel.
enum ChannelEvent: String {
    case created = "channelCreated"
    case renamed = "channelRenamed"
    case deleted = "channelDeleted"
    case restored = "channelRestored"
}
