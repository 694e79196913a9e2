/// How long to wait before the next try to connect: twice as long each time, and by chance up to half of that less, so
/// that many programs do not come back at one moment.
struct Backoff: Hashable, Sendable {
    private static let first: Duration = .milliseconds(100)
    private static let most: Duration = .seconds(10)

    /// How many tries have failed in a row.
    private(set) var failures = 0

    /// - Parameter jitter: a random number from 0 to 1.
    /// - Returns: how long to wait.
    mutating func failed(jitter: Double) -> Duration {
        failures += 1
        let whole = min(Self.most, Self.first * (1 << min(failures - 1, 16)))
        return whole / 2 + whole / 2 * min(max(jitter, 0), 1)
    }

    mutating func succeeded() { failures = 0 }
}
