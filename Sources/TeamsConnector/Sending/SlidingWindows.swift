/// Keeps operations within several windows at once: at most so many in any span of so long.
///
/// It is timed by answers: a place in a window is free again when its span has passed since the *answer*, because the
/// service counts somewhere between the sending and the answer. So no window is ever exceeded, whatever the latency.
struct SlidingWindows: Sendable, Hashable {
    /// At most `count` operations in any span of `length`.
    struct Limit: Sendable, Hashable {
        let count: Int
        let length: Duration
    }

    /// The longest last.
    let limits: [Limit]
    /// When operations were answered, the oldest first; those before `first` are forgotten.
    private var answers: [Duration] = []
    private var first = 0
    /// How many were sent and not answered yet.
    private(set) var unanswered = 0

    init(_ limits: [Limit]) {
        self.limits = limits
    }

    /// Windows as they were left.
    /// - Parameter answers: when operations were answered, the oldest first.
    init(_ limits: [Limit], answers: [Duration], unanswered: Int) {
        self.limits = limits
        self.answers = answers
        self.unanswered = unanswered
    }

    /// When operations were answered, as far as it still matters, the oldest first.
    var remembered: ArraySlice<Duration> { answers[first...] }

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

    /// One that was counted as sent was not.
    mutating func withdrawn() { unanswered -= 1 }

    /// All that were under way are given up.
    mutating func resume(now: Duration) {
        let most = limits.map(\.count).max() ?? 0
        answers += Array(repeating: max(now, answers.last ?? now), count: min(unanswered, most))
        unanswered = 0
        forget(before: now - longest)
    }

    /// When nothing is left to remember, if no more are sent; nil when there is nothing.
    var idleFrom: Duration? { answers.last.map { $0 + longest } }

    private var longest: Duration { limits.last?.length ?? .zero }

    private mutating func forget(before instant: Duration) {
        while first < answers.count, answers[first] <= instant { first += 1 }
        if first > 64, first * 2 > answers.count {
            answers.removeFirst(first)
            first = 0
        }
    }

    static func == (left: SlidingWindows, right: SlidingWindows) -> Bool {
        left.limits == right.limits && left.unanswered == right.unanswered && left.remembered == right.remembered
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(unanswered)
        hasher.combine(remembered)
    }
}
