public import JSONKit

/// Somebody in a meeting.
public struct MeetingParticipant: WireObject {
    /// Who.
    public var user: Account?
    /// As what.
    public var meeting: MeetingPresence?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<MeetingParticipant> = [
        .init("user", \.user),
        .init("meeting", \.meeting),
    ]
}
