package import TeamsModels

/// Whom a notification is for: a value that can be combined, counted, written down and read again.
///
/// ```swift
/// .everyone && !.members(of: channel)
/// ```
public struct NotificationAudience: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        case everyone
        case scope(InstallationScope)
        case users([String])
        case conversations([ConversationID])
        case teams([TeamID], ChannelChoice)
        case members(ConversationID)
        case visible(person: String, in: ConversationID)
        case unread(NotificationID)
        case withoutAction(NotificationID)
        case webhook(WebhookName)
        case activityFeed([String])
        case any([NotificationAudience])
        case all([NotificationAudience])
        case not(NotificationAudience)
    }
    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }
}
