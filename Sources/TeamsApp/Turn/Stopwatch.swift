/// A clock, read as the time since the app was made, so that code which keeps times need not know its kind.
struct Stopwatch: Sendable {
    /// The time since this was made.
    let elapsed: @Sendable () -> Duration
    /// Suspends until so much time has passed since this was made. Throws when the task is cancelled.
    let sleepUntil: @Sendable (Duration) async throws -> Void

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleepUntil = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }
}
