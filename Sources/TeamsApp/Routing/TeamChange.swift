internal import JSONKit
public import TeamsModels

/// What became of a team.
public struct TeamChange: Sendable, Hashable {
    /// What happened.
    public let change: ChannelEventType
    /// The team, with its name from now on.
    public let team: TeamInfo
    /// What a renamed team was called before; nil when the bot does not know.
    public let oldName: String?

    init(_ context: TurnContext) throws(WireError) {
        let activity = context.activity
        guard let team = activity.teamInfo else {
            throw WireError(expected: "channelData with a team", found: activity.channelData?.json ?? .null)
        }
        change = activity.channelData?.eventType ?? ""
        self.team = team
        oldName = context.earlier.name
    }
}
