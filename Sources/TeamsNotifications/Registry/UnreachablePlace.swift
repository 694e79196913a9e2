public import Foundation
internal import JSONKit
public import TeamsApp
public import TeamsModels

/// A place where nothing is sent until somebody there interacts or installs the app.
public struct UnreachablePlace: Sendable, Hashable {
    /// The person of a personal chat; nil of every other place.
    public let person: Account?
    /// The conversation.
    public let conversation: ConversationID
    /// Why. That a person has muted the bot cannot be told from that they blocked it.
    public let reason: ClosureReason
    /// Since when, as far as is known.
    public let since: Date?
    /// The notification that found it out; nil when an event told it, or a message of the bot's own.
    public let notification: NotificationID?

    /// Nil for a conversation that can be reached.
    package init?(_ known: KnownConversation) {
        guard let closure = known.closure else { return nil }
        person = known.person
        conversation = known.id
        reason = closure.reason ?? ""
        since = closure.at?.date
        notification = closure.notification.map(NotificationID.init(rawValue:))
    }

    /// The reason as the API writes it.
    package var reasonInReports: String { reason == .disabledByAdmin ? "disabled" : reason.rawValue }
}
