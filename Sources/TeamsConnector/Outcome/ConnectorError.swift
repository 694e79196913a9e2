public import TeamsModels

/// Why the service did not do what it was asked to do, or was not asked at all.
public struct ConnectorError: Error, Hashable {
    /// What went wrong, for code that decides.
    public let code: Code
    /// The HTTP status; nil when there was no answer.
    public let status: Int?
    /// The name that the service gave, as it wrote it.
    public let serviceCode: ServiceErrorCode?
    /// The name of the detail that the service gave, as it wrote it.
    public let subCode: ServiceErrorCode?
    /// What happened, for people: the service's words, or ours. Holds no token.
    public let message: String
    /// How long the service asked to wait.
    public let retryAfter: Duration?
    /// The number by which the people who run Teams find the request (`MS-CV`).
    public let correlation: String?
    /// Whether the service may have acted all the same: the answer is lost, or came from something in between.
    public let isAmbiguous: Bool
    /// How often the request was sent.
    public internal(set) var attempts: Int

    /// An error; for tests of code that handles one.
    public init(
        _ code: Code, message: String, status: Int? = nil, serviceCode: ServiceErrorCode? = nil,
        subCode: ServiceErrorCode? = nil, retryAfter: Duration? = nil, correlation: String? = nil,
        isAmbiguous: Bool = false, attempts: Int = 0
    ) {
        self.code = code
        self.message = printable(message)
        self.status = status
        self.serviceCode = serviceCode
        self.subCode = subCode
        self.retryAfter = retryAfter
        self.correlation = correlation
        self.isAmbiguous = isAmbiguous
        self.attempts = attempts
    }

    /// Whether the conversation is closed to the bot until something changes: the bot was blocked, removed or
    /// disabled. Sending there again is useless until an installation or a message arrives from there.
    ///
    /// True for ``Code/disabledByAdmin``, ``Code/notInConversation``, ``Code/blockedByUser`` and
    /// ``Code/blockedOrUninstalled``, and for nothing else. An app that was never installed for a person
    /// (``Code/notInstalled``) can be installed by Microsoft Graph; a conversation of another bot
    /// (``Code/foreignConversation``) or of nobody (``Code/conversationNotFound``) is forgotten, not waited for.
    public var isRecipientGone: Bool { Code.gone.contains(code) }
}

extension ConnectorError: CustomStringConvertible {
    /// What happened, and what to do about it.
    public var description: String {
        var text = message
        var facts: [String] = []
        if let status { facts.append(String(status)) }
        if let name = subCode ?? serviceCode { facts.append(printable(name.rawValue)) }
        if let correlation { facts.append("MS-CV \(correlation)") }
        if !facts.isEmpty { text += " (\(facts.joined(separator: ", ")))" }
        return code.advice.map { "\(text): \($0)" } ?? text
    }
}

extension ConnectorError {
    /// The request cannot be sent like that. Nothing was sent.
    static func invalid(_ message: String) -> ConnectorError { ConnectorError(.invalidRequest, message: message) }

    /// The same, after so many attempts.
    func sent(_ attempts: Int) -> ConnectorError {
        var error = self
        error.attempts = attempts
        return error
    }

    /// The task was cancelled while it waited for a token, so nothing was sent.
    static let cancelledForToken = ConnectorError(.cancelled, message: "the wait for the bot's token was cancelled")

    /// There is no token, so nothing was sent.
    static func noToken(_ reason: String) -> ConnectorError {
        ConnectorError(.noToken, message: "no token for the bot: \(reason)")
    }
}

/// `text` for one line of a log: without control characters, and not too long.
package func printable(_ text: String) -> String {
    let clean = String(
        String.UnicodeScalarView(text.unicodeScalars.prefix(1200).map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    return clean.count <= 300 ? clean : clean.prefix(299) + "…"
}
