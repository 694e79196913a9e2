/// Sums up what was refused, so that whoever asks without end does not write the log. Pure: times are given as the time
/// since the app started.
struct RefusalTally {
    /// So long refusals are only counted after one that was written.
    static let interval: Duration = .seconds(60)
    /// So many reasons are told apart.
    static let maxReasons = 8

    /// What was counted and not written.
    struct Summary: Hashable, Sendable {
        let count: Int
        /// The reasons with how often each was, the most frequent first.
        let reasons: String
    }

    private var counts: [String: Int] = [:]
    private var opened: Duration?

    /// Whether something was counted that is to be written.
    var isPending: Bool { !counts.isEmpty }

    /// One was refused.
    /// - Returns: whether it is to be written, and before it what was counted so far.
    mutating func refused(_ reason: String, at now: Duration) -> (isWritten: Bool, before: Summary?) {
        if let opened, now - opened < Self.interval {
            let name = counts[reason] != nil || counts.count < Self.maxReasons ? reason : "other reasons"
            counts[name, default: 0] += 1
            return (false, nil)
        }
        let before = close()
        opened = now
        return (true, before)
    }

    /// Time has passed.
    /// - Returns: what was counted, once its interval is over.
    mutating func due(at now: Duration) -> Summary? {
        guard let opened, now - opened >= Self.interval else { return nil }
        return close()
    }

    /// What was counted and not written, and begins anew.
    mutating func close() -> Summary? {
        opened = nil
        guard !counts.isEmpty else { return nil }
        defer { counts = [:] }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return Summary(
            count: counts.values.reduce(0, +), reasons: sorted.map { "\($0.value)× \($0.key)" }.joined(separator: "; "))
    }
}
