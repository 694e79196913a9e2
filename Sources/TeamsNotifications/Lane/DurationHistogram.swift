/// How long something took, counted in the way that Prometheus reads. A value.
package struct DurationHistogram: Sendable, Hashable {
    /// The upper ends of the buckets in seconds; one more without an end follows.
    package static let bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    /// How many fell into each bucket, without those of the buckets before it.
    package private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
    /// All of them together, in seconds.
    package private(set) var sum = 0.0

    package init() {}

    /// How many there are.
    package var count: Int { counts.reduce(0, +) }

    package mutating func add(_ duration: Duration) {
        let seconds = duration / .seconds(1)
        sum += seconds
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    }
}
