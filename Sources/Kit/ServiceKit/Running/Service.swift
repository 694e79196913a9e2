/// A long-running part of the process.
package protocol Service: Sendable {
    /// Works until the work is over: returns after a drain, throws when it cannot go on.
    func run() async throws

    /// Takes no new work from now on. Returns at once, and may be called twice.
    func beginShutdown()
}

/// Runs `services` until all have returned.
///
/// The first SIGTERM or SIGINT tells each service to shut down, the last one first, and all is over after `grace`:
/// services that still run a little before, two seconds or half of it, are cancelled, and a process that is too busy
/// even for that is ended with the status 128 + signal. A second signal ends it so at once, for who will not wait.
/// SIGPIPE is ignored from here on: a peer that went away is an error of one write, not the end of the process.
///
/// - Throws: the first error of a service, with the others cancelled.
package func runUntilSignalled(_ services: [any Service], grace: Duration = .seconds(20)) async throws {
    let signals = await ShutdownSignals(grace: grace)
    defer { signals.cancel() }
    try await run(
        services, until: signals.first, grace: max(grace - .seconds(2), grace / 2), clock: ContinuousClock())
}

/// The same with the signal and the clock given: `shutdown` yields once, or ends without a value. Services that still
/// run after `grace` are cancelled.
func run(
    _ services: [any Service], until shutdown: AsyncStream<Void>, grace: Duration, clock: any Clock<Duration>
) async throws {
    try await withThrowingTaskGroup(of: Ending.self) { group in
        group.addTask {
            try await withThrowingDiscardingTaskGroup { running in
                for service in services { running.addTask { try await service.run() } }
            }
            return .returned
        }
        group.addTask {
            for await _ in shutdown { break }
            for service in services.reversed() { service.beginShutdown() }
            try? await clock.sleep(for: grace)
            return .graceIsOver
        }
        let first = try await group.next()
        group.cancelAll()
        do {
            try await group.waitForAll()
        } catch is CancellationError where first == .graceIsOver {
            // We cancelled it ourselves, after its time.
        }
    }
}

private enum Ending {
    case returned
    case graceIsOver
}
