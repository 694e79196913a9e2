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

        /// The request cannot be sent like that; nothing was sent. The message says which part is at fault: mend it.
        public static let invalidRequest: Code = "invalidRequest"
        /// A message for one person alone was meant for a chat of two; nothing was sent. Send it like any message: one
        /// person reads it anyway.
        public static let targetedInPersonalChat: Code = "targetedInPersonalChat"
        /// The service URL is of a host that must not get the bot's token; nothing was sent. Use the service URL of an
        /// activity, or allow the host in ``Connector/Options/additionalServiceHosts`` when you trust it.
        public static let serviceNotAllowed: Code = "serviceNotAllowed"
        /// Too many requests wait for the conversation, or for all together; nothing was sent. Send fewer messages
        /// there, or put several into one.
        public static let tooManyWaiting: Code = "tooManyWaiting"
        /// There is no token; nothing was sent. The message says why: most often `CLIENT_ID`, `CLIENT_SECRET` or
        /// `TENANT_ID` is wrong.
        public static let noToken: Code = "noToken"
        /// No connection came about; nothing was sent. It was tried again: check the service URL, the network and the
        /// proxy.
        public static let notConnected: Code = "notConnected"
        /// The server's certificate is not trusted; nothing was sent. Check the service URL, and which certificates
        /// this machine trusts.
        public static let notTrusted: Code = "notTrusted"
        /// The connection broke before an answer, also after it was tried again. A message may have arrived: look
        /// before sending it once more.
        public static let dropped: Code = "dropped"
        /// No answer came in time. A message may have arrived: look before sending it once more.
        public static let timedOut: Code = "timedOut"
        /// The task was cancelled. A request that was under way may have arrived.
        public static let cancelled: Code = "cancelled"
        /// The service did it, and its answer is not what was asked for.
        public static let unreadableAnswer: Code = "unreadableAnswer"

        /// 400 `BadArgument`: the payload is not valid; the message says what. The same fails everywhere: mend the
        /// message before sending it to anybody else.
        public static let badArgument: Code = "badArgument"
        /// 400 `BadArgument`, "Failed to decrypt conversation ID": the ids belong to another bot. Nothing is wrong with
        /// the message: forget this conversation, and go on with the others.
        public static let foreignConversation: Code = "foreignConversation"
        /// 400 `BadSyntax`: a conversation cannot be created like that. A bot creates chats with one person, and
        /// threads of a channel with their first message.
        public static let badSyntax: Code = "badSyntax"
        /// 401 `BotNotRegistered`: app id, secret or token are not accepted. Stop: nothing else will be either.
        public static let notRegistered: Code = "notRegistered"
        /// 403 `BotDisabledByAdmin`: an administrator disabled the bot for this person. Send nothing there before the
        /// person writes again; see ``ConnectorError/isRecipientGone``.
        public static let disabledByAdmin: Code = "disabledByAdmin"
        /// 403 or 404 `BotNotInConversationRoster`: the bot is not in the chat or team. Send nothing there before an
        /// installation is announced; see ``ConnectorError/isRecipientGone``.
        public static let notInConversation: Code = "notInConversation"
        /// 403 `ConversationBlockedByUser`: the person blocked the bot, or the channel is moderated. Send nothing there
        /// before somebody writes to the bot again; see ``ConnectorError/isRecipientGone``.
        public static let blockedByUser: Code = "blockedByUser"
        /// 403, error 209 `MessageWritesBlocked`: the person blocked the bot or removed the app; which of the two
        /// cannot be told. Send nothing there before the person writes again or installs the app; see
        /// ``ConnectorError/isRecipientGone``.
        public static let blockedOrUninstalled: Code = "blockedOrUninstalled"
        /// 403 `ForbiddenOperationException`: the app is not installed for that person. Install it through Microsoft
        /// Graph, or ask the person to, and create the chat again.
        public static let notInstalled: Code = "notInstalled"
        /// 403 `InvalidBotApiHost`: the organisation lives at another host, and that host refused too. Store the
        /// service URL that the next activity brings.
        public static let wrongHost: Code = "wrongHost"
        /// 403 `NotEnoughPermissions`: a permission is missing; the message says which. Ask for it in the app's
        /// manifest, or leave the operation.
        public static let notPermitted: Code = "notPermitted"
        /// 403 `ContentStreamNotAllowed`: a stream is not allowed, or not any more. Send the whole text as one message.
        public static let streamNotAllowed: Code = "streamNotAllowed"
        /// 404 `ActivityNotFoundInConversation`: the message is unknown, deleted or, visible to one person, older than
        /// 24 hours. Forget its id.
        public static let activityNotFound: Code = "activityNotFound"
        /// 404 `ConversationNotFound`: the conversation is unknown or deleted. Forget its id.
        public static let conversationNotFound: Code = "conversationNotFound"
        /// 404 `MemberNotFoundInConversation`: the person is not a member.
        public static let memberNotFound: Code = "memberNotFound"
        /// 412 `PreconditionFailed`: operations on one conversation raced, again and again. Let one process write to a
        /// conversation.
        public static let preconditionFailed: Code = "preconditionFailed"
        /// 413 `MessageSizeTooBig`: the message is too large. Keep messages below 80 KB.
        public static let tooLarge: Code = "tooLarge"
        /// 429 `Throttled`: too many requests, also after the waits that the service asked for. Come back after
        /// ``ConnectorError/retryAfter``.
        public static let throttled: Code = "throttled"
        /// 5xx `ServiceError`: the service failed. 502, 503 and 504 were tried again, 500 never is. After the former a
        /// message may have arrived: see ``ConnectorError/isAmbiguous``.
        public static let serviceFailed: Code = "serviceFailed"
        /// Any other refusal; ``ConnectorError/status`` and ``ConnectorError/serviceCode`` say which.
        public static let refused: Code = "refused"

        /// The codes after which a conversation is closed to the bot.
        static let gone: Set<Code> = [.disabledByAdmin, .notInConversation, .blockedByUser, .blockedOrUninstalled]

        /// What the status and the names in the body mean. A status that asks to come back says it all: what fails for
        /// now must not be taken for a conversation that is closed for good.
        init(status: Int, body: ServiceErrorBody) {
            if let code = Self.passing[status] ?? (status >= 500 ? .serviceFailed : nil) {
                self = code
            } else if body.subCode == .messageWritesBlocked || body.errorCode == 209 {
                self = .blockedOrUninstalled
            } else if body.code == .badArgument, body.message?.lowercased().contains("decrypt conversation id") == true
            {
                self = .foreignConversation
            } else if let code = body.code.flatMap({ Self.byName[$0] }) {
                self = code
            } else {
                self = Self.byStatus[status] ?? .refused
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

        /// What passes, whatever the body calls it.
        private static let passing: [Int: Code] = [412: .preconditionFailed, 429: .throttled]

        private static let byStatus: [Int: Code] = [400: .badArgument, 401: .notRegistered, 413: .tooLarge]

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
