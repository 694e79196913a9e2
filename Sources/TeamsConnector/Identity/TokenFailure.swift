internal import HTTPKit

/// Why there is no token, and what to do about that.
struct TokenFailure: Error, Sendable, Hashable {
    /// What to do about it.
    enum Kind: Sendable, Hashable {
        /// Whoever was asked is busy or away: it is worth another try, when it says, else after a pause.
        case busy(retryAfter: Duration?)
        /// The service that knows a machine's identity is being updated, which takes up to 70 seconds.
        case updating
        /// It said no, and will until somebody changes a setting.
        case refused
        /// It went wrong in another way; another try at once would end like this one.
        case broken

        /// What an answer that is not 2xx says.
        init(status: Int, retryAfter: Duration?) {
            self =
                switch status {
                case 408, 429, 500...: .busy(retryAfter: retryAfter)
                case 400...: .refused
                default: .broken
                }
        }

        /// What the absence of an answer says.
        init(unanswered code: HTTPTransportError.Code) {
            self = RetryTable.fact(unanswered: code).wait == .backoff ? .busy(retryAfter: nil) : .broken
        }
    }

    let kind: Kind
    /// What whoever waits for the token is told.
    let error: ConnectorError

    /// - Parameter reason: what is wrong, for people: what to look at first, then what happened. Holds no secret.
    init(_ kind: Kind, _ reason: String) {
        self.init(kind, error: .noToken(reason))
    }

    init(_ kind: Kind, error: ConnectorError) {
        self.kind = kind
        self.error = error
    }
}
