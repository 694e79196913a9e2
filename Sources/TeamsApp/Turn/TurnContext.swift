public import ServiceKit
public import TeamsModels

/// One activity, and what the bot can do about it.
public struct TurnContext: Sendable {
    /// What happened.
    public let activity: Activity

    /// What was written, without the mention of the bot and without quotes, trimmed. Empty when nothing was written.
    public let text: String

    /// Where it happened, and, in a channel, in which thread. Store it to write there later: ``App/send(_:to:visibleTo:)``.
    public let reference: ConversationReference

    /// The app.
    public let app: App

    /// A logger that names the conversation and the activity.
    public let logger: Logger

    init(_ activity: Activity, app: App) {
        self.activity = activity
        self.app = app
        text = Self.text(of: activity)
        reference = ConversationReference(activity) ?? Self.incompleteReference(activity)
        logger = app.logger.with([
            "conversation": activity.conversation?.id?.rawValue.prefix(64).description ?? "",
            "activity": activity.id?.rawValue.prefix(64).description ?? "",
        ])
    }

    /// Who wrote, or who caused it.
    public var sender: Account { activity.from ?? Account() }

    /// The bot in this conversation.
    public var bot: Account { activity.recipient ?? Account() }

    private static func text(of activity: Activity) -> String {
        var activity = activity
        activity.text = activity.textWithoutMentions(of: activity.recipient?.id)
        activity.removeQuotes()
        return activity.text?.trimmed ?? ""
    }

    /// Enough to say what is missing when the bot tries to send.
    private static func incompleteReference(_ activity: Activity) -> ConversationReference {
        var reference = ConversationReference()
        reference.serviceUrl = activity.serviceUrl
        reference.conversation = activity.conversation
        return reference
    }
}

extension String {
    /// The text without white space at either end.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
