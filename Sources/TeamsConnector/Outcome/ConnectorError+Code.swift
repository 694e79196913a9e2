internal import JSONKit
public import ServiceKit
internal import TeamsModels

extension ConnectorError {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The request cannot be sent like that; nothing was sent. The message says which part is at fault.
        public static let invalidRequest: Code = "invalidRequest"
        /// A message for one person alone was meant for a chat of two; nothing was sent.
        public static let targetedInPersonalChat: Code = "targetedInPersonalChat"
        /// The service URL is of a host that must not get the bot's token; nothing was sent.
        public static let serviceNotAllowed: Code = "serviceNotAllowed"
        /// Too many requests wait for the conversation, or for all together; nothing was sent.
        public static let tooManyWaiting: Code = "tooManyWaiting"
        /// There is no token; nothing was sent.
        public static let noToken: Code = "noToken"
        /// No connection came about; nothing was sent.
        public static let notConnected: Code = "notConnected"
        /// The server's certificate is not trusted; nothing was sent.
        public static let notTrusted: Code = "notTrusted"
        /// The connection broke before an answer.
        public static let dropped: Code = "dropped"
        /// No answer came in time.
        public static let timedOut: Code = "timedOut"
        /// The task was cancelled.
        public static let cancelled: Code = "cancelled"
        /// The answer is not what was asked for.
        public static let unreadableAnswer: Code = "unreadableAnswer"

        /// 400: the payload is not valid.
        public static let badArgument: Code = "badArgument"
        /// 400: the ids belong to another bot.
        public static let foreignConversation: Code = "foreignConversation"
        /// 400: a conversation cannot be created like that.
        public static let badSyntax: Code = "badSyntax"
        /// 401: app id, secret or token are not accepted.
        public static let notRegistered: Code = "notRegistered"
        /// 403: an administrator disabled the bot.
        public static let disabledByAdmin: Code = "disabledByAdmin"
        /// 403 or 404: the bot is not in the conversation.
        public static let notInConversation: Code = "notInConversation"
        /// 403: the person blocked the bot, or the channel is moderated.
        public static let blockedByUser: Code = "blockedByUser"
        /// 403: the person blocked the bot or removed the app; which of the two cannot be told.
        public static let blockedOrUninstalled: Code = "blockedOrUninstalled"
        /// 403: the app is not installed for that person.
        public static let notInstalled: Code = "notInstalled"
        /// 403: the organisation lives at another host, and that host refused too.
        public static let wrongHost: Code = "wrongHost"
        /// 403: a permission is missing.
        public static let notPermitted: Code = "notPermitted"
        /// 403: a stream is not allowed, or not any more.
        public static let streamNotAllowed: Code = "streamNotAllowed"
        /// 404: the message is unknown, deleted or, visible to one person, older than 24 hours.
        public static let activityNotFound: Code = "activityNotFound"
        /// 404: the conversation is unknown or deleted.
        public static let conversationNotFound: Code = "conversationNotFound"
        /// 404: the person is not a member.
        public static let memberNotFound: Code = "memberNotFound"
        /// 412: operations on one conversation raced.
        public static let preconditionFailed: Code = "preconditionFailed"
        /// 413: the message is too large.
        public static let tooLarge: Code = "tooLarge"
        /// 429: too many requests.
        public static let throttled: Code = "throttled"
        /// 5xx: the service failed.
        public static let serviceFailed: Code = "serviceFailed"
        /// Any other refusal.
        public static let refused: Code = "refused"

        /// The codes after which a conversation is closed to the bot.
        static let gone: Set<Code> = [
            .disabledByAdmin, .notInConversation, .blockedByUser, .blockedOrUninstalled, .notInstalled,
        ]

        /// What the status and the names in the body mean.
        init(status: Int, body: ServiceErrorBody) {
            if body.subCode == .messageWritesBlocked || body.errorCode == 209 {
                self = .blockedOrUninstalled
            } else if body.code == .badArgument, body.message?.contains("decrypt conversation ID") == true {
                self = .foreignConversation
            } else if let code = body.code.flatMap({ Self.byName[$0] }) {
                self = code
            } else {
                self = Self.byStatus[status] ?? (status >= 500 ? .serviceFailed : .refused)
            }
        }

        private static let byName: [ServiceErrorCode: Code] = [
            .badArgument: .badArgument, .badRequest: .badArgument, .missingProperty: .badArgument,
            .badSyntax: .badSyntax, .botNotRegistered: .notRegistered, .botDisabledByAdmin: .disabledByAdmin,
            .botNotInConversationRoster: .notInConversation, .conversationBlockedByUser: .blockedByUser,
            .messageWritesBlocked: .blockedOrUninstalled, .forbiddenOperation: .notInstalled,
            .invalidBotApiHost: .wrongHost, .notEnoughPermissions: .notPermitted,
            .contentStreamNotAllowed: .streamNotAllowed, .activityNotFound: .activityNotFound,
            .conversationNotFound: .conversationNotFound, .memberNotFound: .memberNotFound,
            .preconditionFailed: .preconditionFailed, .messageSizeTooBig: .tooLarge, .throttled: .throttled,
            .serviceError: .serviceFailed,
        ]

        private static let byStatus: [Int: Code] = [
            400: .badArgument, 401: .notRegistered, 412: .preconditionFailed, 413: .tooLarge, 429: .throttled,
        ]

        /// What a person can do about it.
        var advice: String? { Self.advice[self] }

        private static let advice: [Code: String] = [
            .targetedInPersonalChat: "send it without `visibleTo`, only one person reads it anyway",
            .serviceNotAllowed:
                "use the service URL of an activity, or add the host to additionalServiceHosts when you trust it",
            .tooManyWaiting: "send fewer messages to one conversation, or put several into one",
            .notConnected: "check the service URL, the network and the proxy",
            .notTrusted: "check the service URL, and the certificates that this machine trusts",
            .dropped: "the message may have arrived; look before sending it again",
            .timedOut: "the message may have arrived; look before sending it again",
            .foreignConversation: "the stored conversation belongs to another bot; forget it and wait for a message",
            .badSyntax: "a bot can create one-to-one chats and threads of channels, which need a first message",
            .notRegistered: "check CLIENT_ID, CLIENT_SECRET and TENANT_ID",
            .disabledByAdmin: "an administrator must allow the app; stop sending until the person writes again",
            .notInConversation: "the app must be added to the chat or team; stop sending until it is installed",
            .blockedByUser: "stop sending until the person writes again",
            .blockedOrUninstalled: "stop sending until the person writes again or installs the app",
            .notInstalled: "install the app for this person first",
            .wrongHost: "organisations of GCC are served by https://\(RetryTable.gccHost)",
            .notPermitted: "grant the permission that the message names in the app's manifest",
            .activityNotFound: "forget the stored message id",
            .conversationNotFound: "forget the stored conversation id",
            .preconditionFailed: "do not write to one conversation from several processes at once",
            .tooLarge: "keep messages below 80 KB",
            .throttled: "send more slowly to this conversation",
        ]
    }
}
