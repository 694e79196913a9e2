/// Keeps operations within several windows at once: at most so many in any span of so long.
///
/// It is timed by answers: a place in a window is free again when its span has passed since the *answer*, because the
/// service counts somewhere between the sending and the answer. So no window is ever exceeded, whatever the latency.
struct SlidingWindows: Sendable {
    /// At most `count` operations in any span of `length`.
    struct Limit: Sendable, Hashable {
        let count: Int
        let length: Duration
    }

    let limits: [Limit]
    private let longest: Duration
    /// When operations were answered, the oldest first; those before `first` are forgotten.
    private var answers: [Duration] = []
    private var first = 0
    /// How many were sent and not answered yet.
    private(set) var unanswered = 0

    init(_ limits: [Limit]) {
        self.limits = limits
        longest = limits.map(\.length).max() ?? .zero
    }

    /// The earliest instant, not before `now`, at which one more may be sent. Nil while one that is under way must be
    /// answered first.
    func earliest(now: Duration) -> Duration? {
        var earliest = now
        for limit in limits {
            let answered = limit.count - unanswered
            guard answered > 0 else { return nil }
            guard answers.count - first >= answered else { continue }
            earliest = max(earliest, answers[answers.count - answered] + limit.length)
        }
        return earliest
    }

    /// One was sent.
    mutating func sent() { unanswered += 1 }

    /// One was answered, or given up.
    mutating func answered(now: Duration) {
        unanswered -= 1
        answers.append(max(now, answers.last ?? now))
        forget(before: now - longest)
    }

    /// When nothing is left to remember, if no more are sent.
    var idleFrom: Duration? { answers.last.map { $0 + longest } }

    private mutating func forget(before instant: Duration) {
        while first < answers.count, answers[first] <= instant { first += 1 }
        if first > 64, first * 2 > answers.count {
            answers.removeFirst(first)
            first = 0
        }
    }
}

extension SlidingWindows {
    /// What one bot may send to one conversation: sends, creations, updates and deletions together.
    /// - SeeAlso: [Rate limiting for agents](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit)
    static let sendLimits: [Limit] = [
        Limit(count: 7, length: .seconds(1)), Limit(count: 8, length: .seconds(2)),
        Limit(count: 60, length: .seconds(30)), Limit(count: 1800, length: .seconds(3600)),
    ]
}
