internal import TeamsConnector

/// Why some of what one call was to send is not there. What was sent before stays, and can be changed or taken back.
///
/// ```swift
/// do {
///     try await context.send(["One", "Two", "Three"])
/// } catch let error as PartlySentError {
///     for message in error.sent { try await message.delete() }
/// }
/// ```
public struct PartlySentError: Error, CustomStringConvertible {
    /// The messages that were sent, in order. When the text of the one that failed was sent, and its attachments were
    /// not, that text is the last of them.
    public let sent: [SentMessage]
    /// Which of the messages failed, from 0.
    public let failedIndex: Int
    /// How many messages there were to send.
    public let count: Int
    /// Whether the text of the message that failed was sent, and only its attachments were not.
    public let isTextSent: Bool
    /// Why it failed. Those behind it were not tried.
    public let cause: any Error

    init(sent: [SentMessage], failedIndex: Int = 0, of count: Int = 1, isTextSent: Bool, cause: any Error) {
        self.sent = sent
        self.failedIndex = failedIndex
        self.count = count
        self.isTextSent = isTextSent
        self.cause = cause
    }

    /// Whether the service may have shown the one that failed all the same: its answer is lost.
    public var isAmbiguous: Bool { (cause as? ConnectorError)?.isAmbiguous ?? false }

    /// What was sent, what was not, and why.
    public var description: String {
        let what = isTextSent ? "the text was sent, its attachments were not" : "it was not sent"
        let doubt = isAmbiguous ? ", or nobody knows whether they were" : ""
        guard count > 1 else { return "The message was sent in part: \(what)\(doubt): \(cause)" }
        let untried = count - failedIndex - 1
        let rest = untried == 0 ? "" : " The \(untried) behind it were not tried."
        return "Of \(count) messages number \(failedIndex + 1) failed: \(what)\(doubt): \(cause)\(rest)"
    }
}
