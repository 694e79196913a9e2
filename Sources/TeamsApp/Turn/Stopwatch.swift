/// A clock, read as the time since the app was made, so that code which keeps times need not know its kind.
struct Stopwatch: Sendable {
    /// The time since this was made.
    let elapsed: @Sendable () -> Duration
    /// Suspends for a time. Throws when the task is cancelled.
    let sleep: @Sendable (Duration) async throws -> Void

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0) }
    }
}
