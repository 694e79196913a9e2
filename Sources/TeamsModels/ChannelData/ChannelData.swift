public import JSONKit

/// What only Teams knows about an activity.
public struct ChannelData: WireObject {
    /// The organisation.
    public var tenant: TenantInfo?
    /// The team that it happened in.
    public var team: TeamInfo?
    /// The channel that it happened in, or to.
    public var channel: ChannelInfo?
    /// The thread, in newer activities; it wins over the conversation's id.
    public var thread: ThreadInfo?
    /// What changed.
    public var eventType: ChannelEventType?
    /// The meeting.
    public var meeting: MeetingInfo?
    /// What was chosen when the app was installed.
    public var settings: ChannelDataSettings?
    /// Where in the client it came from.
    public var source: SourceInfo?
    /// The channel in the older spelling.
    public var teamsChannelId: ChannelID?
    /// The team in the older spelling.
    public var teamsTeamId: TeamID?
    /// The teams that a channel is now shared with.
    public var sharedWithTeams: [TeamInfo]?
    /// The teams that a channel is no longer shared with.
    public var unsharedFromTeams: [TeamInfo]?
    /// How somebody came to be a member.
    public var membershipSource: JSONValue?
    /// For whom the bot speaks.
    public var onBehalfOf: JSONValue?
    /// Asks for a notification.
    public var notification: NotificationInfo?
    /// Asks for feedback buttons.
    public var feedbackLoop: FeedbackLoop?
    /// Asks for feedback buttons in the older spelling.
    public var feedbackLoopEnabled: Bool?
    /// The stream: the id of its first piece.
    public var streamId: ActivityID?
    /// Which part of a stream it is.
    public var streamType: StreamType?
    /// Its number in the stream, from 1; none on the final one.
    public var streamSequence: Int?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<ChannelData> = [
        .init("tenant", \.tenant),
        .init("team", \.team),
        .init("channel", \.channel),
        .init("thread", \.thread),
        .init("eventType", \.eventType),
        .init("meeting", \.meeting),
        .init("settings", \.settings),
        .init("source", \.source),
        .init("teamsChannelId", \.teamsChannelId),
        .init("teamsTeamId", \.teamsTeamId),
        .init("sharedWithTeams", \.sharedWithTeams),
        .init("unsharedFromTeams", \.unsharedFromTeams),
        .init("membershipSource", \.membershipSource),
        .init("onBehalfOf", \.onBehalfOf),
        .init("notification", \.notification),
        .init("feedbackLoop", \.feedbackLoop),
        .init("feedbackLoopEnabled", \.feedbackLoopEnabled),
        .init("streamId", \.streamId),
        .init("streamType", \.streamType),
        .init("streamSequence", \.streamSequence),
    ]
}
