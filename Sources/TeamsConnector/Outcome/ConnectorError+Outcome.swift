internal import HTTPKit
internal import TeamsModels

extension ConnectorError {
    /// What an answer that is not 2xx means.
    /// - Parameter operation: what was asked, for people: `send`.
    package init(_ operation: String, _ refusal: Refusal) {
        self.init(
            refusal.fact.meaning,
            message: "\(operation) was refused" + (refusal.body.message.map { ": \($0)" } ?? ""),
            status: refusal.status, serviceCode: refusal.body.code, subCode: refusal.body.subCode,
            retryAfter: refusal.retryAfter, correlation: refusal.correlation, isAmbiguous: refusal.fact.isAmbiguous)
    }

    /// What the absence of an answer means.
    /// - Parameter operation: what was asked, for people: `send`.
    package init(_ operation: String, _ silence: Silence) {
        self.init(
            silence.fact.meaning, message: "\(operation) got no answer: \(silence.reason.message)",
            isAmbiguous: silence.fact.isAmbiguous)
    }
}

extension Outcome {
    /// The answer.
    /// - Parameter operation: what was asked, for people: `send`.
    /// - Throws: what any other outcome means.
    package func answer(to operation: String) throws(ConnectorError) -> Answer {
        switch self {
        case .answered(let answer): return answer
        case .refused(let refusal): throw ConnectorError(operation, refusal)
        case .unanswered(let silence): throw ConnectorError(operation, silence)
        case .withheld(let error): throw error
        }
    }
}
