/// How many deliveries end a second, over the last ten seconds. A value: instants are given.
struct NotifyPace: Sendable, Hashable {
    private static let span: Duration = .seconds(10)

    private struct Sample: Sendable, Hashable {
        let at: Duration
        let ended: Int
    }
    private var samples: [Sample] = []

    /// So many have ended at that instant.
    mutating func note(_ ended: Int, at instant: Duration) {
        // Fewer than before: some are sent again, or a recurring one has come to its next time.
        if let last = samples.last, ended < last.ended { samples = [] }
        samples.append(Sample(at: instant, ended: ended))
        // The last one before the span stays, so that the span is whole.
        while samples.count > 2, instant - samples[1].at >= Self.span { samples.removeFirst() }
    }

    /// A second; nil before there is something to measure.
    var perSecond: Double? {
        guard let first = samples.first, let last = samples.last, last.at - first.at >= .milliseconds(500) else {
            return nil
        }
        return Double(last.ended - first.ended) / ((last.at - first.at) / .seconds(1))
    }

    /// How long `count` more take at this pace; nil when nothing moves.
    func timeLeft(for count: Int) -> Duration? {
        guard let perSecond, perSecond > 0 else { return nil }
        return .seconds(min(Double(count) / perSecond, 1e9))
    }
}
