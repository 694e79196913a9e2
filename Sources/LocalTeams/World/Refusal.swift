internal import JSONKit

/// Why the world did not do what it was asked to do. Carries what the caller gets over the wire.
struct Refusal: Error, Hashable {
    /// The HTTP status.
    let status: Int
    /// The code that a program looks at. Service plane: as in Teams' status table.
    let code: String
    /// What happened, for people; on the service plane in Teams' own words where they are known.
    let message: String
    /// Which of Teams' two envelopes the body has.
    let envelope: Envelope
    /// What `Retry-After` says, in whole seconds.
    var retryAfter: Int?
    /// Why, in words for whoever looks at the log and the page: the rule's name and where it stands. The caller does
    /// not learn it.
    var note: String?

    enum Envelope: Sendable, Hashable {
        /// `{"error":{"code","message"}}`
        case error
        /// `{"errorCode":209,"message":"{…}"}`: a personal chat that is blocked, or whose app was uninstalled.
        case writesBlocked
    }

    init(
        status: Int, code: String, message: String, envelope: Envelope = .error, retryAfter: Int? = nil,
        note: String? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.envelope = envelope
        self.retryAfter = retryAfter
        self.note = note
    }

    /// The same, with why.
    func noted(_ note: String) -> Refusal {
        var refusal = self
        refusal.note = note
        return refusal
    }

    /// The body of the answer.
    var body: JSONValue {
        switch envelope {
        case .error: ["error": ["code": .string(code), "message": .string(message)]]
        case .writesBlocked: ["errorCode": 209, "message": .string(message)]
        }
    }
}

/// The service plane's refusals. The words are Teams' own (status table of the wire contract).
extension Refusal {
    static func badArgument(_ message: String) -> Refusal {
        Refusal(status: 400, code: "BadArgument", message: message)
    }
    static func badSyntax(_ message: String = "Incorrect conversation creation parameters") -> Refusal {
        Refusal(
            status: 400, code: "BadSyntax", message: message,
            note: "Rule: a bot makes a personal chat with one member of the tenant, or a thread in a channel with its "
                + "first activity, and no group (microsoft/teams.net, CreateConversation-API-Behavior).")
    }
    static func notEnoughPermissions(_ message: String) -> Refusal {
        Refusal(status: 403, code: "NotEnoughPermissions", message: message)
    }
    static func memberNotFound(_ id: String) -> Refusal {
        Refusal(
            status: 404, code: "MemberNotFoundInConversation",
            message: "The member \(id.prefix(200)) was not found in the conversation.",
            note: "Rule: the person must be in the conversation's roster (status codes).")
    }
    /// An id that Teams made for another bot: ids of people and of personal chats differ for each bot.
    static let foreignID = badArgument("Failed to decrypt conversation ID")
        .noted("Rule: ids of people and of personal chats are good for the bot that got them (status codes).")
    static let editsRecipient = badArgument("Cannot edit Recipient of Targeted Message")
        .noted("Rule: an update does not say whom the message is for (Microsoft, Targeted messages).")
    static let unknownType = badArgument("Unknown activity type")
        .noted(
            "Rule: a bot sends messages, typing and events; other types are refused (microsoft/botbuilder-python#366).")
    static let updatesOtherType = badArgument("An update needs the type message.")
        .noted("Rule: an update takes the place of a message (wire contract, C7).")
    static let botNotRegistered = Refusal(
        status: 401, code: "BotNotRegistered", message: "No registration found for this bot.",
        note: "Rule: a bot that calls is registered here (Microsoft, status codes).")
    static let botDisabled = Refusal(
        status: 403, code: "BotDisabledByAdmin", message: "The tenant admin disabled this bot",
        note: "Rule: the tenant's admin disabled the bot: every call is refused (Microsoft, status codes).")
    static let notInRoster = Refusal(
        status: 403, code: "BotNotInConversationRoster", message: "The bot isn't part of the conversation roster.",
        note: "Rule: the bot must be installed in the chat or team (Microsoft, status codes).")
    static let notInstalledPersonally = Refusal(
        status: 403, code: "ForbiddenOperationException", message: "Bot isn't installed in user's personal scope",
        note: "Rule: a chat with somebody who only has a directory id needs the personal app (Microsoft, status codes)."
    )
    static let conversationNotFound = Refusal(
        status: 404, code: "ConversationNotFound", message: "Conversation not found.",
        note: "Rule: the conversation is unknown, or it or its team is deleted (Microsoft, status codes).")
    static let activityNotFound = Refusal(
        status: 404, code: "ActivityNotFoundInConversation", message: "Conversation not found.",
        note: "Rule: the message is unknown, deleted, or targeted and 24 hours old; isTargetedActivity=true finds "
            + "targeted messages alone (Microsoft, status codes).")
    static let blockedByUser = Refusal(
        status: 403, code: "ConversationBlockedByUser", message: "User blocked the conversation with the bot.",
        note: "Rule: the person blocked the bot (Microsoft, status codes: ConversationBlockedByUser).")
    static let channelModerated = blockedByUser.noted(
        "Rule: the channel's moderation keeps bots from posting (Microsoft, status codes: ConversationBlockedByUser).")
    static func bodyTooLong(_ maxBytes: Int) -> Refusal {
        Refusal(
            status: 413, code: "MessageSizeTooBig", message: "The body is longer than \(maxBytes >> 10) KiB.")
    }
    /// - Parameter wait: how long until every window lets the request through.
    static func throttled(after wait: Duration, note: String) -> Refusal {
        Refusal(
            status: 429, code: "Throttled", message: "Too many requests.",
            retryAfter: max(1, Int((wait / .seconds(1)).rounded(.up))), note: note)
    }
    static let tooBig = Refusal(
        status: 413, code: "MessageSizeTooBig", message: "Message size too large.",
        note: "Rule: about 100 KB in UTF-16, pictures in base64 aside (Microsoft, Limits).")
    static let writesBlocked = Refusal(
        status: 403, code: "MessageWritesBlocked",
        message: """
            {
              "subCode": "MessageWritesBlocked",
              "details": "Thread is blocked from message writes.",
              "errorCode": null,
              "errorSubCode": null
            }
            """,
        envelope: .writesBlocked)
}

/// The control plane's refusals, in words for people.
extension Refusal {
    static func badRequest(_ message: String) -> Refusal {
        Refusal(status: 400, code: "BadRequest", message: message)
    }
    static func forbidden(_ message: String) -> Refusal {
        Refusal(status: 403, code: "Forbidden", message: message)
    }
    static func notFound(_ message: String) -> Refusal {
        Refusal(status: 404, code: "NotFound", message: message)
    }
    static func conflict(_ message: String) -> Refusal {
        Refusal(status: 409, code: "Conflict", message: message)
    }
}
