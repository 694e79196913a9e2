public import JSONKit

/// Asks for a notification of a message. The person's own settings decide.
public struct NotificationInfo: WireObject {
    /// Ask for a toast and an item of the activity feed.
    public var alert: Bool?
    /// Ask for a notification within a meeting.
    public var alertInMeeting: Bool?
    /// What the notification within a meeting opens.
    public var externalResourceUrl: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// Asks for a toast and an item of the activity feed.
    public init(alert: Bool) { self.alert = alert }

    /// The members by their names on the wire.
    public static let members: WireMembers<NotificationInfo> = [
        .init("alert", \.alert),
        .init("alertInMeeting", \.alertInMeeting),
        .init("externalResourceUrl", \.externalResourceUrl),
    ]
}
