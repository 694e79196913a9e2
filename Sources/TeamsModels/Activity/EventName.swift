public import JSONKit

/// The name of an `event` activity.
public struct EventName: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Somebody read the bot's messages.
    public static let readReceipt: EventName = "application/vnd.microsoft.readReceipt"
    /// A meeting began.
    public static let meetingStart: EventName = "application/vnd.microsoft.meetingStart"
    /// A meeting ended.
    public static let meetingEnd: EventName = "application/vnd.microsoft.meetingEnd"
    /// Somebody joined a meeting.
    public static let meetingParticipantJoin: EventName = "application/vnd.microsoft.meetingParticipantJoin"
    /// Somebody left a meeting.
    public static let meetingParticipantLeave: EventName = "application/vnd.microsoft.meetingParticipantLeave"
    /// An agent's own identity changed.
    public static let agentLifecycle: EventName = "agentLifecycle"

    /// Whether both are the same name, however its letters are written.
    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue == right.rawValue || left.rawValue.lowercased() == right.rawValue.lowercased()
    }
    /// Hashes the name without regard to how its letters are written.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.lowercased()) }
}
