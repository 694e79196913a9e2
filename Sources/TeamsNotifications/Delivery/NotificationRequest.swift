public import Foundation

/// What somebody wants to tell: to whom, what, when, and how.
public struct NotificationRequest: Sendable, Hashable {
    /// To whom.
    public var audience: NotificationAudience
    /// What.
    public var content: NotificationContent
    /// When.
    public var schedule: NotificationSchedule
    /// What it is about: people opt out of categories. Nil is what nobody can opt out of by category.
    public var category: String?
    /// What comes first when not everything can go at once.
    public var priority: NotificationPriority
    /// What becomes of a message of which nobody knows whether it arrived.
    public var guarantee: NotificationGuarantee
    /// What has not been sent by then is not sent any more.
    public var expiresAt: Date?
    /// Whether the app is installed first, through Microsoft Graph, for people who are meant and of whom no chat is
    /// known. Those who removed the app are left alone.
    public var installs = false

    /// A notification with its parts.
    public init(
        to audience: NotificationAudience, _ content: NotificationContent, about category: String? = nil,
        at schedule: NotificationSchedule = .now, priority: NotificationPriority = .normal,
        guarantee: NotificationGuarantee = .documented, expiresAt: Date? = nil
    ) {
        self.audience = audience
        self.content = content
        self.category = category
        self.schedule = schedule
        self.priority = priority
        self.guarantee = guarantee
        self.expiresAt = expiresAt
    }
}
