/// How many requests a second, over the last ten. Pure.
struct RequestMeter: Sendable {
    static let span = 10
    private var counts = Array(repeating: 0, count: span + 1)
    private var second: Int64 = 0

    mutating func sent(at now: Duration) {
        move(to: now)
        counts[Int(second) % counts.count] += 1
    }

    /// Requests a second.
    mutating func pace(at now: Duration) -> Double {
        move(to: now)
        let running = Int(second) % counts.count
        let whole = counts.indices.reduce(0) { $0 + ($1 == running ? 0 : counts[$1]) }
        return Double(whole) / Double(min(Self.span, max(1, Int(second))))
    }

    private mutating func move(to now: Duration) {
        let current = now.components.seconds
        guard current > second else { return }
        for passed in (second + 1)...min(current, second + Int64(counts.count)) {
            counts[Int(passed) % counts.count] = 0
        }
        if current > second + Int64(counts.count) { counts = Array(repeating: 0, count: counts.count) }
        second = current
    }
}
