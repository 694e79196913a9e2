/// What came of one request: a value, for whoever decides what to do next.
package enum Outcome: Sendable, Hashable {
    /// The service did it: its answer is 2xx.
    case answered(Answer)
    /// The service answered, and did not do it.
    case refused(Refusal)
    /// No answer came.
    case unanswered(Silence)
    /// Nothing was sent: there is no token, or the address must not get one.
    case withheld(ConnectorError)
}

extension Outcome {
    /// What is known about the failure; nil when there is none, and when nothing was sent.
    package var fact: RetryTable.Fact? {
        switch self {
        case .refused(let refusal): refusal.fact
        case .unanswered(let silence): silence.fact
        case .answered, .withheld: nil
        }
    }

    /// How long the service asked to wait.
    package var retryAfter: Duration? {
        if case .refused(let refusal) = self { refusal.retryAfter } else { nil }
    }
}
