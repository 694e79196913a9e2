import Foundation
import LockKit
import Testing

@testable import ServiceKit

/// Runs until it is told to stop, or until it is cancelled when it does not listen.
private final class Worker: Service {
    let name: String
    let listens: Bool
    let events: Mutex<[String]>.Shared
    private let stop = AsyncStream.makeStream(of: Void.self)

    init(_ name: String, listens: Bool = true, events: Mutex<[String]>.Shared) {
        (self.name, self.listens, self.events) = (name, listens, events)
    }

    func run() async throws {
        for await _ in stop.stream { break }
        events.append(Task.isCancelled ? "\(name) cancelled" : "\(name) returned")
        try Task.checkCancellation()
    }

    func beginShutdown() {
        events.append("\(name) told")
        if listens { stop.continuation.yield() }
    }
}

private struct Failing: Service {
    struct Failure: Error {}
    func run() async throws { throw Failure() }
    func beginShutdown() {}
}

extension Mutex<[String]> {
    final class Shared: Sendable {
        private let mutex = Mutex<[String]>([])
        func append(_ text: String) { mutex.withLock { $0.append(text) } }
        var all: [String] { mutex.withLock { $0 } }
    }
}

private func signalled() -> AsyncStream<Void> {
    AsyncStream { continuation in
        continuation.yield()
        continuation.finish()
    }
}

@Test func servicesShutDownLastFirst() async throws {
    let events = Mutex<[String]>.Shared()
    let services = ["a", "b"].map { Worker($0, events: events) }
    try await run(services, until: signalled(), grace: .seconds(20), clock: ManualClock())
    #expect(events.all.filter { $0.hasSuffix("told") } == ["b told", "a told"])
    #expect(events.all.filter { $0.hasSuffix("returned") }.count == 2)
}

@Test func servicesAreCancelledAfterTheirGrace() async throws {
    let events = Mutex<[String]>.Shared()
    let clock = ManualClock()
    let running = Task {
        try await run(
            [Worker("deaf", listens: false, events: events)], until: signalled(), grace: .seconds(20), clock: clock)
    }
    await clock.waitForSleepers()
    clock.advance(by: .seconds(20))
    try await running.value
    #expect(events.all == ["deaf told", "deaf cancelled"])
}

@Test func servicesFailTogether() async throws {
    let events = Mutex<[String]>.Shared()
    let never = AsyncStream<Void> { _ in }
    await #expect(throws: Failing.Failure.self) {
        try await run(
            [Worker("other", events: events), Failing()], until: never, grace: .seconds(20), clock: ManualClock())
    }
    #expect(events.all.contains("other cancelled"))
}

@Test func noServicesNeedNoSignal() async throws {
    try await run([], until: AsyncStream { _ in }, grace: .seconds(20), clock: ManualClock())
}

/// Sends a signal to its own process once it runs, and again when it is told to shut down.
private struct Insistent: Service {
    let signal: CInt
    let again: Bool
    let stop = AsyncStream.makeStream(of: Void.self)
    func run() async throws {
        kill(getpid(), signal)
        for await _ in stop.stream { break }
    }
    func beginShutdown() {
        if again { kill(getpid(), signal) } else { stop.continuation.yield() }
    }
}

@Test func signalEndsTheProcessInOrder() async {
    await #expect(processExitsWith: .exitCode(7)) {
        try await runUntilSignalled([Insistent(signal: SIGTERM, again: false)])
        exit(7)
    }
}

@Test func secondSignalEndsTheProcessAtOnce() async {
    await #expect(processExitsWith: .exitCode(128 + SIGINT)) {
        try await runUntilSignalled([Insistent(signal: SIGINT, again: true)])
        exit(7)
    }
}

/// Takes every thread that tasks run on, and gives none back.
private struct Greedy: Service {
    func run() async throws {
        await withDiscardingTaskGroup { group in
            kill(getpid(), SIGTERM)
            for _ in 0..<64 { group.addTask { while true {} } }
        }
    }
    func beginShutdown() {}
}

@Test func busyProcessEndsWithinItsGrace() async {
    await #expect(processExitsWith: .exitCode(128 + SIGTERM)) {
        try await runUntilSignalled([Greedy()], grace: .milliseconds(500))
    }
}
