/// A clock as functions: how long it has run, and how to wait on it. So code that keeps times need not know its kind.
package struct Stopwatch: Sendable {
    private let read: @Sendable () -> Duration
    private let wait: @Sendable (Duration) async throws -> Void

    /// Runs from now on `clock`.
    package init(_ clock: some Clock<Duration>) {
        let start = clock.now
        read = { start.duration(to: clock.now) }
        wait = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }

    /// The time since this was made.
    package var elapsed: Duration { read() }

    /// Suspends for `duration`.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(for duration: Duration) async throws { try await wait(elapsed + duration) }

    /// Suspends until so much time has passed since this was made.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(until elapsed: Duration) async throws { try await wait(elapsed) }
}
