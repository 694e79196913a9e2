internal import Foundation
public import ServiceKit
public import TeamsConnector

/// Why a streamed answer did not come to its end.
public struct StreamError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        /// The code's name, stable between releases.
        public let rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The person pressed Stop. What they saw stays; nothing more can be said in that message. `stream` of a
        /// context takes this one for a normal end, and returns nil.
        public static let stopped: Code = "stopped"
        /// The two minutes of a stream were over, and the text could not take the place of the stream either.
        public static let timedOut: Code = "timedOut"
        /// Teams does not let this bot stream to this person. Send the whole text as a message.
        public static let notAllowed: Code = "notAllowed"
        /// The service ended the stream for another reason; ``StreamError/cause`` has its words.
        public static let ended: Code = "ended"
        /// The text would be longer than a message may be. It was not appended, and the stream goes on without it.
        public static let tooLong: Code = "tooLong"
        /// The answer could not be delivered, also after several attempts.
        public static let failed: Code = "failed"
        /// The stream was used after the closure that it was made for.
        public static let closed: Code = "closed"
    }
    /// What went wrong, for code that decides.
    public let code: Code
    /// What happened and what to do, for people.
    public let message: String
    /// What the service said, where it was asked.
    public let cause: ConnectorError?

    init(_ code: Code, _ message: String, cause: ConnectorError? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// The message, and what the service said.
    public var description: String { cause.map { "\(message) (\($0))" } ?? message }
}

extension StreamError {
    /// What a refusal says about its stream. Every 403 ends one, and its words say why: they are the only difference.
    /// Nil for a failure that is none of streams.
    ///
    /// - SeeAlso: [Stream bot messages, Response
    ///   codes](https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux#response-codes)
    init?(ending error: ConnectorError) {
        guard error.status == 403 else { return nil }
        let words = error.message.lowercased()
        if words.contains("exceeded streaming time") {
            self.init(.timedOut, "The stream took longer than two minutes", cause: error)
        } else if words.contains("cancel") {
            self.init(.stopped, "The person stopped the answer", cause: error)
        } else if words.contains("not allowed"), !words.contains("completed streamed message") {
            self.init(
                .notAllowed, "Teams does not let this bot stream here: send the text as one message", cause: error)
        } else {
            self.init(.ended, "The service ended the stream", cause: error)
        }
    }

    /// Whether the service says that the stream is complete already.
    var saysCompleted: Bool {
        code == .ended && cause?.message.lowercased().contains("completed streamed message") == true
    }

    static let usedAfterEnd = StreamError(
        .closed, "The stream has ended with the closure that it was made for: call stream again")

    static func tooLong(_ what: String, units: Int, most: Int) -> StreamError {
        StreamError(
            .tooLong,
            "\(what) would be \(units) characters of UTF-16, and at most \(most) fit: end the stream, or leave some out"
        )
    }
}
