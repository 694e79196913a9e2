/// A deadline that moves with what arrives or leaves, and is never further away than the patience it began with.
///
/// Whoever keeps up `bytesPerSecond` is never late. Whoever was fast before has gained nothing by it, and whoever stops
/// is late after one patience: a rate over a sliding window, in the space of one instant.
struct ProgressDeadline: Hashable {
    private(set) var instant: Instant
    private let patience: Duration
    private let bytesPerSecond: Int

    /// - Parameter bytesPerSecond: less than one counts as one.
    init(now: Instant, patience: Duration, bytesPerSecond: Int) {
        self.patience = patience
        self.bytesPerSecond = max(1, bytesPerSecond)
        instant = now + patience
    }

    /// `bytes` more have come through.
    mutating func advance(by bytes: Int, now: Instant) {
        guard bytes > 0 else { return }
        let gained = Duration.seconds(Double(min(bytes, 1 << 40)) / Double(bytesPerSecond))
        instant = min(instant + gained, now + patience)
    }
}
