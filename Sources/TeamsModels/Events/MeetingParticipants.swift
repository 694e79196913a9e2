public import JSONKit

/// The value of somebody joining or leaving a meeting.
public struct MeetingParticipants: WireObject {
    /// Who joined or left.
    public var members: [MeetingParticipant]?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<MeetingParticipants> = [
        .init("members", \.members)
    ]
}
