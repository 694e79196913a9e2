public import JSONKit

/// Why the service refused a request, as a name.
///
/// The documentation prints some names in more than one way, so case and spaces do not matter when they are compared;
/// the written form is kept.
public struct ServiceErrorCode: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// 400: the payload is not valid; the message says what.
    public static let badArgument: ServiceErrorCode = "BadArgument"
    /// 400: a conversation cannot be created like that.
    public static let badSyntax: ServiceErrorCode = "BadSyntax"
    /// 400: a stream without text, or another malformed request.
    public static let badRequest: ServiceErrorCode = "BadRequest"
    /// 400: an upload lacks a member.
    public static let missingProperty: ServiceErrorCode = "MissingProperty"
    /// 401: the app id is not known, or its secret or token is wrong.
    public static let botNotRegistered: ServiceErrorCode = "BotNotRegistered"
    /// 403: an administrator disabled the bot.
    public static let botDisabledByAdmin: ServiceErrorCode = "BotDisabledByAdmin"
    /// 403, also seen as 404: the bot is not in the conversation.
    public static let botNotInConversationRoster: ServiceErrorCode = "BotNotInConversationRoster"
    /// 403: the person blocked the conversation, or the channel is moderated.
    public static let conversationBlockedByUser: ServiceErrorCode = "ConversationBlockedByUser"
    /// 403, as sub-code of error 209: the person blocked the bot or removed the app.
    public static let messageWritesBlocked: ServiceErrorCode = "MessageWritesBlocked"
    /// 403: the bot is not installed for that person.
    public static let forbiddenOperation: ServiceErrorCode = "ForbiddenOperationException"
    /// 403: the organisation lives in the government cloud, at another host.
    public static let invalidBotApiHost: ServiceErrorCode = "InvalidBotApiHost"
    /// 403: a permission is missing; the message says which.
    public static let notEnoughPermissions: ServiceErrorCode = "NotEnoughPermissions"
    /// 403: a stream is not allowed, or not any more; the message says why.
    public static let contentStreamNotAllowed: ServiceErrorCode = "ContentStreamNotAllowed"
    /// 404: the message is unknown, deleted, or was visible to one person and is older than 24 hours.
    public static let activityNotFound: ServiceErrorCode = "ActivityNotFoundInConversation"
    /// 404: the conversation is unknown or deleted.
    public static let conversationNotFound: ServiceErrorCode = "ConversationNotFound"
    /// 404: the person is not a member.
    public static let memberNotFound: ServiceErrorCode = "MemberNotFoundInConversation"
    /// 412: operations on one conversation raced.
    public static let preconditionFailed: ServiceErrorCode = "PreconditionFailed"
    /// 413: the message is too large.
    public static let messageSizeTooBig: ServiceErrorCode = "MessageSizeTooBig"
    /// 429: too many requests.
    public static let throttled: ServiceErrorCode = "Throttled"
    /// 500, 502: the service, or what it depends on, failed.
    public static let serviceError: ServiceErrorCode = "ServiceError"

    /// Whether both are the same name, without regard to case and spaces.
    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue == right.rawValue || left.folded == right.folded
    }

    /// Hashes the name without regard to case and spaces.
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    /// What is compared. No name of the service is longer than this many bytes; a longer one is only like itself.
    private var folded: String {
        rawValue.utf8.count <= 128 ? rawValue.lowercased().filter { !$0.isWhitespace } : rawValue
    }
}
