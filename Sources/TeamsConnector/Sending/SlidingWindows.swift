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

    /// The earliest instant, not before `now`, at which one more may be sent that counts as `weight`. Nil while one
    /// that is under way must be answered first.
    /// - Parameter leastRoundTrip: the shortest time that a request and its answer can take together. The one before
    ///   was counted at least its answer's way before the answer, the next one is counted at least its own way after it
    ///   is sent: so much less than the span may lie between the answer and the sending.
    /// - Parameter share: how much of the limits counts; nil for all.
    func earliest(
        now: Duration, weight: Int = 1, leastRoundTrip: Duration = .zero, share: WindowShare? = nil
    ) -> Duration? {
        var earliest = now
        for limit in limits {
            // So many of those that were answered may still be in the window.
            let count = share?.part(of: limit.count) ?? limit.count
            // What counts more than the limit goes when nothing else is in the window.
            let answered = max(count, weight) - unanswered - (weight - 1)
            guard answered > 0 else { return nil }
            guard answers.count - first >= answered else { continue }
            earliest = max(earliest, answers[answers.count - answered] + limit.length - leastRoundTrip)
        }
        return earliest
    }

    /// One was sent, which counts as so many.
    mutating func sent(weight: Int = 1) { unanswered += weight }

    /// One was answered, or given up.
    mutating func answered(now: Duration, weight: Int = 1) {
        unanswered -= weight
        let answer = max(now, answers.last ?? now)
        for _ in 0..<weight { answers.append(answer) }
        forget(before: now - longest)
    }

    /// How many were answered after `instant`.
    func count(after instant: Duration) -> Int {
        var place = answers.count
        while place > first, answers[place - 1] > instant { place -= 1 }
        return answers.count - place
    }

    /// What was answered before this value was made, or in a life before: the oldest first.
    mutating func assume(_ earlier: [Duration]) {
        guard !earlier.isEmpty else { return }
        answers = (earlier + remembered).sorted()
        first = 0
    }

    /// One that was counted as sent was not.
    mutating func withdrawn(weight: Int = 1) { unanswered -= weight }

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
