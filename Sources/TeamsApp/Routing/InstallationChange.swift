public import TeamsModels

/// What became of an installation of the app, and where.
public struct InstallationChange: Sendable, Hashable {
    /// What happened; one that is not known here is kept.
    public let action: InstallationAction?
    /// Who did it; nil when the service did not say.
    public let by: Account?
    /// The team; nil in chats.
    public let team: TeamInfo?
    /// The channel that was chosen for the app; nil in chats.
    public let channel: ChannelInfo?

    init(_ activity: Activity) {
        action = activity.action
        by = activity.from
        team = activity.teamInfo
        channel = activity.channelData?.settings?.selectedChannel ?? activity.channelInfo
    }
}
