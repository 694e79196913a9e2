/// When a statement that shall stop is told so, and when its connection is given up.
///
/// A request to stop may come too early or too late to hit anything, and hits one part of a pipeline alone: so it is
/// repeated until everything is over. Knows no clock and no socket.
struct StopPlan {
    /// Why it shall stop.
    enum Reason: Hashable, Sendable {
        case deadline
        case cancelled
    }

    enum Step: Hashable, Sendable {
        /// Tell the server.
        case tell
        /// Close the connection: the server does not do what it is told.
        case giveUp
        /// Nothing until then, or until something happens.
        case wait(until: Duration)
    }

    /// How long after one request another is made, when nothing has come of it.
    static let pause: Duration = .milliseconds(250)
    /// How long the server may take in all.
    static let patience: Duration = .seconds(5)

    let reason: Reason
    private let end: Duration
    private var toldAt: Duration?
    private var toldPart: Int?

    init(_ reason: Reason, at now: Duration) {
        self.reason = reason
        end = now + Self.patience
    }

    /// - Parameters:
    ///   - part: which part of the pipeline is under way.
    ///   - isTelling: whether a request is on its way.
    mutating func step(part: Int, isTelling: Bool, at now: Duration) -> Step {
        if now >= end { return .giveUp }
        if isTelling { return .wait(until: end) }
        if let toldAt, toldPart == part, now < toldAt + Self.pause {
            return .wait(until: min(end, toldAt + Self.pause))
        }
        toldAt = now
        toldPart = part
        return .tell
    }
}
