internal import TeamsConnector

/// Decides what becomes of a delivery after one of its requests. Pure: the retry table as Teams documents it, and the
/// notification's guarantee.
struct DeliveryVerdict: Sendable {
    enum Next: Sendable, Hashable {
        /// That was all.
        case end(DeliveryState, DeliveryCode?)
        /// The chat is open, and the message comes next.
        case goOn
        /// The same again after a wait.
        case again(after: Duration, DeliveryCode)
        /// The same at once at the host for organisations of GCC.
        case otherHost
        /// Nothing is wrong with the delivery: no request of its lane would get further. It waits, and this one does
        /// not count.
        case stop(LaneStop.Reason)
        /// Nothing was sent, since no connection came about. It waits, and this one does not count.
        case unconnected(LaneStop.Reason)
        /// Nothing was sent, and nothing is known: the task was cancelled.
        case putBack
    }

    let retry: RetryPolicy
    let guarantee: NotificationGuarantee

    /// - Parameters:
    ///   - outcome: what came of the request.
    ///   - step: what the request was.
    ///   - tries: how many requests were made, this one included.
    ///   - hasMoved: whether it went to the other host already.
    ///   - random: a number from 0 to 1 that spreads the waits.
    func next(
        after outcome: Outcome, of step: DeliveryStep, tries: Int, hasMoved: Bool, random: Double
    ) -> Next {
        switch outcome {
        case .answered:
            switch step {
            case .create: .goOn
            case .send, .update: .end(.delivered, nil)
            case .delete: .end(.delivered, .recalled)
            }
        case .withheld(let error): Self.next(afterWithheld: error)
        case .unanswered(let silence): next(after: silence, of: step, tries: tries, random: random)
        case .refused(let refusal):
            next(after: refusal, of: step, tries: tries, hasMoved: hasMoved, random: random)
        }
    }

    private static func next(afterWithheld error: ConnectorError) -> Next {
        switch error.code {
        case .noToken: .stop(LaneStop.Reason(error))
        case .cancelled: .putBack
        default: .end(.failed, DeliveryCode(error.code))
        }
    }

    private func next(after silence: Silence, of step: DeliveryStep, tries: Int, random: Double) -> Next {
        let code = DeliveryCode(silence.fact.meaning)
        guard silence.fact.isAmbiguous else {
            return silence.fact.meaning == .invalidRequest
                ? .end(.failed, code) : .unconnected(LaneStop.Reason(ConnectorError("request", silence)))
        }
        guard step.isRepeatable || guarantee == .atLeastOnce else { return .end(.unknown, code) }
        guard tries < retry.maxAttempts else { return .end(step == .send ? .unknown : .failed, code) }
        return .again(after: retry.backoff(attempt: tries, random: random), code)
    }

    private func next(
        after refusal: Refusal, of step: DeliveryStep, tries: Int, hasMoved: Bool, random: Double
    ) -> Next {
        let fact = refusal.fact
        let code = DeliveryCode(fact.meaning)
        if refusal.isOfToken { return .stop(LaneStop.Reason(ConnectorError("request", refusal))) }
        switch fact.wait {
        case .never:
            return step == .delete && fact.meaning == .activityNotFound
                ? .end(.delivered, .recalled) : .end(.failed, code)
        case .otherHost:
            return hasMoved ? .end(.failed, code) : .otherHost
        case .backoff, .retryAfter:
            if fact.isAmbiguous, !step.isRepeatable, guarantee == .atMostOnce { return .end(.unknown, code) }
            guard tries < retry.maxAttempts else { return .end(.failed, code) }
            let backoff = retry.backoff(attempt: tries, random: random)
            return .again(after: fact.wait == .retryAfter ? refusal.retryAfter ?? backoff : backoff, code)
        }
    }
}

extension DeliveryCode {
    /// The code of an answer.
    init(_ code: ConnectorError.Code) { self.init(rawValue: code.rawValue) }
}
