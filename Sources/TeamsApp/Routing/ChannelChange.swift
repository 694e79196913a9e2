internal import JSONKit
public import TeamsModels

/// What became of a channel.
public struct ChannelChange: Sendable, Hashable {
    /// What happened.
    public let change: ChannelEventType
    /// The channel, with its name from now on.
    public let channel: ChannelInfo
    /// The channel's team.
    public let team: TeamInfo?
    /// What a renamed channel was called before; nil when the bot does not know.
    public let oldName: String?
    /// The teams that it is shared with from now on.
    public let sharedWith: [TeamInfo]
    /// The teams that it is no longer shared with.
    public let unsharedFrom: [TeamInfo]

    init(_ context: TurnContext) throws(WireError) {
        let activity = context.activity
        guard let channel = activity.channelInfo else {
            throw WireError(expected: "channelData with a channel", found: activity.channelData?.json ?? .null)
        }
        change = activity.channelData?.eventType ?? ""
        self.channel = channel
        team = activity.teamInfo
        oldName = context.earlier.name
        sharedWith = activity.channelData?.sharedWithTeams ?? []
        unsharedFrom = activity.channelData?.unsharedFromTeams ?? []
    }
}
