public import JSONKit

/// What somebody is in a meeting.
public struct MeetingPresence: WireObject {
    /// Whether they are in it now.
    public var inMeeting: Bool?
    /// `Organizer`, `Presenter` or `Attendee`.
    public var role: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<MeetingPresence> = [
        .init("inMeeting", \.inMeeting),
        .init("role", \.role),
    ]
}
