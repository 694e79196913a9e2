public import JSONKit

/// The value of a meeting's start or end. Its members stand in PascalCase on the wire.
public struct MeetingEvent: WireObject {
    /// The meeting, in Base64.
    public var id: String?
    /// For instance `Scheduled`.
    public var meetingType: String?
    /// Where to join.
    public var joinUrl: String?
    /// Its title.
    public var title: String?
    /// When it began.
    public var startTime: Timestamp?
    /// When it ended.
    public var endTime: Timestamp?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<MeetingEvent> = [
        .init("Id", \.id, aliases: ["id"]),
        .init("MeetingType", \.meetingType, aliases: ["meetingType"]),
        .init("JoinUrl", \.joinUrl, aliases: ["joinUrl"]),
        .init("Title", \.title, aliases: ["title"]),
        .init("StartTime", \.startTime, aliases: ["startTime"]),
        .init("EndTime", \.endTime, aliases: ["endTime"]),
    ]
}
