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
    /// What was true until the activity changed it.
    let earlier: EarlierFacts
    /// Nil where a request waits for what the handler answers, or where no request has come.
    let run: RunningTurn?

    init(
        _ activity: Activity, services: TurnServices, earlier: EarlierFacts = EarlierFacts(),
        run: RunningTurn? = nil
    ) {
        self.activity = activity
        self.services = services
        self.earlier = earlier
        self.run = run
        text = Self.text(of: activity)
    }

    /// Where it happened, and, in a channel, in which thread. Store it to write there later:
    /// `App.send(_:to:visibleTo:orElse:)`.
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
    ///
    /// Everything that a person does names them, by an id at least. Where nobody may be named, ask for
    /// `context.activity.from`.
    /// - Throws: ``AppError/Code/noSender`` for an activity that names nobody, as events of the service itself may.
    public var sender: Account {
        get throws(AppError) {
            if let from = activity.from, from.id?.isEmpty == false || from.directoryID?.isEmpty == false { return from }
            throw AppError(
                .noSender,
                "Nobody is named as the sender of this activity (\(activity.kind)): it has no `from` with an id")
        }
    }

    /// The bot in this conversation.
    public var bot: Account { activity.recipient ?? services.clientID.map { Account($0.accountID) } ?? Account() }

    /// The bot in whichever way the activity writes it.
    var identity: BotIdentity { BotIdentity(recipient: activity.recipient, clientID: services.clientID) }

    private static func text(of activity: Activity) -> String {
        let text = activity.textWithoutMentions(of: activity.recipient?.id) ?? ""
        guard text.utf8.contains(UInt8(ascii: "<")) else { return text.trimmed }
        var quoting = Activity(text: text)
        quoting.removeQuotes()
        return quoting.text?.trimmed ?? ""
    }
}
