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

    enum Envelope: Sendable, Hashable {
        /// `{"error":{"code","message"}}`
        case error
        /// `{"errorCode":209,"message":"{…}"}`: a personal chat that is blocked, or whose app was uninstalled.
        case writesBlocked
    }

    init(status: Int, code: String, message: String, envelope: Envelope = .error) {
        self.status = status
        self.code = code
        self.message = message
        self.envelope = envelope
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
        Refusal(status: 400, code: "BadSyntax", message: message)
    }
    static func notEnoughPermissions(_ message: String) -> Refusal {
        Refusal(status: 403, code: "NotEnoughPermissions", message: message)
    }
    static func memberNotFound(_ id: String) -> Refusal {
        Refusal(
            status: 404, code: "MemberNotFoundInConversation",
            message: "The member \(id.prefix(200)) was not found in the conversation.")
    }
    /// An id that Teams made for another bot: ids of people and of personal chats differ for each bot.
    static let foreignID = badArgument("Failed to decrypt conversation ID")
    static let editsRecipient = badArgument("Cannot edit Recipient of Targeted Message")
    static let botNotRegistered = Refusal(
        status: 401, code: "BotNotRegistered", message: "No registration found for this bot.")
    static let botDisabled = Refusal(
        status: 403, code: "BotDisabledByAdmin", message: "The tenant admin disabled this bot")
    static let notInRoster = Refusal(
        status: 403, code: "BotNotInConversationRoster", message: "The bot isn't part of the conversation roster.")
    static let notInstalledPersonally = Refusal(
        status: 403, code: "ForbiddenOperationException", message: "Bot isn't installed in user's personal scope")
    static let conversationNotFound = Refusal(
        status: 404, code: "ConversationNotFound", message: "Conversation not found.")
    static let activityNotFound = Refusal(
        status: 404, code: "ActivityNotFoundInConversation", message: "Conversation not found.")
    static func bodyTooLong(_ maxBytes: Int) -> Refusal {
        Refusal(
            status: 413, code: "MessageSizeTooBig", message: "The body is longer than \(maxBytes >> 10) KiB.")
    }
    static let tooBig = Refusal(status: 413, code: "MessageSizeTooBig", message: "Message size too large.")
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
