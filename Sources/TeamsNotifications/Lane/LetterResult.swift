internal import Foundation
internal import TeamsConnector

/// What came of one request.
struct LetterResult: Sendable {
    /// When it was sent.
    let at: Date
    let outcome: Outcome
    /// The request as it was meant, and as it went; nil when it could not be written.
    let home: Call?
    let call: Call?
    /// How long the service took to answer; nil when nothing was sent.
    var duration: Duration?

    /// Whether the service said that it is too much.
    var isThrottled: Bool { status == 429 }

    /// The status; nil when there was no answer.
    var status: Int? {
        switch outcome {
        case .answered(let answer): answer.status
        case .refused(let refusal): refusal.status
        case .unanswered, .withheld: nil
        }
    }

    /// Whether a request was made, as far as can be known.
    var isAttempt: Bool {
        switch outcome {
        case .answered, .refused: true
        case .unanswered(let silence): silence.fact.isAmbiguous
        case .withheld: false
        }
    }

    /// The attempt as the ledger has it.
    func attempt(of task: DeliveryTask) -> DeliveryAttempt? {
        guard isAttempt else { return nil }
        let since = task.delivery.attempts.last?.at ?? task.delivery.dueAt
        return DeliveryAttempt(at: at, status: status, waited: max(0, at.timeIntervalSince(since)))
    }
}

extension LaneState {
    /// What a request tells about its lane.
    /// - Returns: whether there is no hope for its conversation: others are connected, and this one never is.
    mutating func learn(from result: LetterResult, of parcel: Parcel, mostTries: Int, now: Duration) -> Bool {
        if let duration = result.duration, result.status != nil { ways.measured(duration) }
        switch result.outcome {
        case .answered:
            stop.answered()
            _ = queue.noteUnconnected(parcel.line, false)
        case .refused(let refusal) where refusal.isOfToken:
            stop.failed(LaneStop.Reason(ConnectorError("send", refusal)), now: now)
        case .refused:
            stop.answered()
            _ = queue.noteUnconnected(parcel.line, false)
        case .withheld(let error) where error.code == .noToken:
            stop.failed(LaneStop.Reason(error), now: now)
        case .withheld: break
        case .unanswered(let silence):
            guard !silence.fact.isAmbiguous, silence.fact.meaning != .invalidRequest else { return false }
            // A webhook that is not there is its own affair: after some tries its deliveries end.
            if parcel.route != .webhook {
                stop.unconnected(LaneStop.Reason(ConnectorError("send", silence)), now: now)
            }
            return queue.noteUnconnected(parcel.line, true) >= mostTries && stop.reason == nil
        }
        return false
    }
}
