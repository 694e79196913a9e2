package import HTTPKit
internal import JSONKit
package import TeamsModels

/// What each answer means, whether the service may have acted, and what is worth another try: facts, which the errors,
/// the retry policy and every other verdict read.
///
/// - SeeAlso: [Status codes from bot conversational
///   APIs](https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis)
package enum RetryTable {
    /// Where requests about organisations of the government cloud GCC belong.
    static let gccHost = "smba.infra.gcc.teams.microsoft.com"

    /// How another try is timed.
    package enum Wait: Sendable, Hashable {
        /// It would end the same way: there is none.
        case never
        /// After pauses that grow.
        case backoff
        /// When the service says, else after pauses that grow.
        case retryAfter
        /// At once, at the host for organisations of GCC.
        case otherHost
    }

    /// What is known about one failure.
    package struct Fact: Sendable, Hashable {
        /// What went wrong.
        package let meaning: ConnectorError.Code
        /// Whether and how it is worth another try.
        package let wait: Wait
        /// Whether the service may have acted all the same.
        package let isAmbiguous: Bool
    }

    /// One answer after which the same request may be sent again.
    struct Line: Sendable, Hashable {
        let status: Int
        /// The name in the body, where it matters.
        var code: ServiceErrorCode?
        let wait: Wait
        var isAmbiguous = false
    }

    /// All answers after which anything is ever sent again. 500 is not among them: the documentation says no, whatever
    /// samples do.
    static let lines: [Line] = [
        Line(status: 403, code: .invalidBotApiHost, wait: .otherHost),
        Line(status: 412, wait: .backoff),
        Line(status: 429, wait: .retryAfter),
        Line(status: 502, wait: .backoff, isAmbiguous: true),
        Line(status: 503, wait: .backoff, isAmbiguous: true),
        Line(status: 504, wait: .backoff, isAmbiguous: true),
    ]

    /// What an answer that is not 2xx says.
    package static func fact(status: Int, body: ServiceErrorBody) -> Fact {
        let line = lines.first { $0.status == status && ($0.code == nil || $0.code == body.code) }
        return Fact(
            meaning: ConnectorError.Code(status: status, body: body), wait: line?.wait ?? .never,
            isAmbiguous: line?.isAmbiguous ?? false)
    }

    /// What the absence of an answer says.
    package static func fact(unanswered code: HTTPTransportError.Code) -> Fact {
        switch code {
        case .dropped: Fact(meaning: .dropped, wait: .backoff, isAmbiguous: true)
        case .timeout: Fact(meaning: .timedOut, wait: .never, isAmbiguous: true)
        case .tls: Fact(meaning: .notTrusted, wait: .never, isAmbiguous: false)
        case .cancelled, .closed: Fact(meaning: .cancelled, wait: .never, isAmbiguous: true)
        case .badURL: Fact(meaning: .invalidRequest, wait: .never, isAmbiguous: false)
        case .tooLarge: Fact(meaning: .unreadableAnswer, wait: .never, isAmbiguous: true)
        default: Fact(meaning: .notConnected, wait: .backoff, isAmbiguous: false)
        }
    }
}
