/// How long to wait before the next try: half a second, and twice as long each time, up to half a minute.
struct RetryPause: Hashable, Sendable {
    private static let most: Duration = .seconds(30)
    private var pause: Duration = .milliseconds(500)

    mutating func next() -> Duration {
        defer { pause = min(pause * 2, Self.most) }
        return pause
    }
}
