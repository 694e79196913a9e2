public import ServiceKit
public import TeamsConnector

/// Why the app did not do what it was asked to do. Refusals of the service are `ConnectorError`s instead.
public struct AppError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A setting of ``AppConfiguration`` is wrong.
        public static let configuration: Code = "configuration"
        /// Nobody can sign in: no connection is named, or the bot's registration does not have it.
        public static let signIn: Code = "signIn"
        /// The app cannot listen at its address: the port is in use or not allowed, or the host is not of this machine.
        public static let cannotListen: Code = "cannotListen"
        /// Two handlers want the same activities.
        public static let duplicateHandler: Code = "duplicateHandler"
        /// The message cannot be sent as it is.
        public static let message: Code = "message"
        /// The message is marked for one person and would be shown to somebody else; nothing was sent.
        public static let audience: Code = "audience"
        /// The reference does not say where, or to whom.
        public static let incompleteReference: Code = "incompleteReference"
        /// The activity names nobody who sent it.
        public static let noSender: Code = "noSender"
        /// The bot knows no such conversation, so it cannot tell where to send; nothing was sent.
        public static let unknownConversation: Code = "unknownConversation"
        /// The message could be shown neither where it was meant to be nor in the personal chat; both reasons are in
        /// the message and in ``AppError/causes``.
        public static let fallbackFailed: Code = "fallbackFailed"
        /// The service gave no id for the message, so it cannot be changed.
        public static let noMessageID: Code = "noMessageID"
        /// A file or a picture could not be fetched or stored; the message says what to do.
        public static let file: Code = "file"
        /// The message was decoded, so it knows no app: use `app.update` and `app.delete`.
        public static let notBound: Code = "notBound"
    }
    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened and what to do, for people.
    public let message: String
    /// What the service said, in the order of the attempts, where it was asked.
    public let causes: [ConnectorError]

    package init(_ code: Code, _ message: String, causes: [ConnectorError] = []) {
        self.code = code
        self.message = message
        self.causes = causes
    }

    /// The message.
    public var description: String { message }
}
