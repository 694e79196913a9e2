public import ServiceKit
public import TeamsConnector
public import TeamsModels

/// One activity, and what the bot can do about it.
public struct TurnContext: Sendable {
    /// What happened.
    public let activity: Activity

    /// What was written, without the mention of the bot and without quotes, trimmed. Empty when nothing was written.
    public let text: String

    let services: TurnServices

    init(_ activity: Activity, services: TurnServices) {
        self.activity = activity
        self.services = services
        text = Self.text(of: activity)
    }

    /// Where it happened, and, in a channel, in which thread. Store it to write there later:
    /// ``App/send(_:to:visibleTo:)``.
    public var reference: ConversationReference {
        if let reference = ConversationReference(activity) { return reference }
        var reference = ConversationReference()  // enough to say what is missing when the bot tries to send
        reference.serviceUrl = activity.serviceUrl
        reference.conversation = activity.conversation
        return reference
    }

    /// A logger that names the conversation and the activity.
    public var logger: Log {
        services.logger.with([
            "conversation": activity.conversation?.id?.rawValue ?? "", "activity": activity.id?.rawValue ?? "",
        ])
    }

    /// What the bot sends with: for what has no method of its own, such as reactions and teams.
    public var connector: Connector { services.outbox.connector }

    /// Who wrote, or who caused it.
    public var sender: Account { activity.from ?? Account() }

    /// The bot in this conversation.
    public var bot: Account { activity.recipient ?? Account() }

    private static func text(of activity: Activity) -> String {
        let text = activity.textWithoutMentions(of: activity.recipient?.id) ?? ""
        guard text.utf8.contains(UInt8(ascii: "<")) else { return text.trimmed }
        var quoting = Activity(text: text)
        quoting.removeQuotes()
        return quoting.text?.trimmed ?? ""
    }
}
