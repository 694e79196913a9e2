/// Numbers counted in the way that Prometheus reads them. A value.
package struct Histogram: Sendable, Hashable {
    /// Seconds that a request to Teams takes.
    package static let answers = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    /// Seconds that something on this machine takes.
    package static let steps = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    /// Seconds that a delivery waits: those of a large broadcast do for hours.
    package static let waits = [0.1, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3_600, 14_400]
    /// How many go together.
    package static let batches = [1.0, 2, 5, 10, 25, 50, 100, 250, 500, 1_000]

    /// The upper ends of the buckets; one more without an end follows.
    package let bounds: [Double]
    /// How many fell into each bucket, without those of the buckets before it.
    package private(set) var counts: [Int]
    /// All of them together.
    package private(set) var sum = 0.0

    package init(_ bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// How many there are.
    package var count: Int { counts.reduce(0, +) }

    package mutating func add(_ value: Double) {
        sum += value
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    }

    package mutating func add(_ duration: Duration) { add(duration / .seconds(1)) }
}
