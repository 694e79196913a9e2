/// A clock, read as the time since the watch was made, so that code which keeps times need not know its kind.
package struct Stopwatch: Sendable {
    private let read: @Sendable () -> Duration
    private let wait: @Sendable (Duration) async throws -> Void

    /// Runs from now on `clock`.
    package init(_ clock: some Clock<Duration>) {
        let start = clock.now
        read = { start.duration(to: clock.now) }
        wait = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }

    /// The time since the watch was made.
    package var elapsed: Duration { read() }

    /// Suspends for `duration`.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(for duration: Duration) async throws { try await wait(elapsed + duration) }

    /// Suspends until so much time has passed since the watch was made.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(until elapsed: Duration) async throws { try await wait(elapsed) }
}
