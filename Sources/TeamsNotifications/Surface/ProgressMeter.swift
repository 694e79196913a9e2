/// How fast a count grows, over about the last ten seconds.
struct ProgressMeter: Sendable, Hashable {
    private struct Sample: Sendable, Hashable {
        var count: Int
        var at: Duration
    }
    private var samples: [Sample] = []

    mutating func note(_ count: Int, at instant: Duration) {
        // A count that shrinks is another one: what was ended is being sent again.
        if let last = samples.last, last.count > count { samples = [] }
        samples.append(Sample(count: count, at: instant))
        let old = samples.prefix { instant - $0.at > .seconds(10) }.count
        samples.removeFirst(min(old, samples.count - 1))
    }

    /// So many a second; nil before anything is known.
    var pace: Double? {
        guard let first = samples.first, let last = samples.last, last.at - first.at >= .milliseconds(200) else {
            return nil
        }
        return Double(last.count - first.count) / ((last.at - first.at) / .seconds(1))
    }
}
