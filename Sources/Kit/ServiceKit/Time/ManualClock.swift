package import Foundation
internal import LockKit

/// A clock that stands still until it is told to advance: for tests of what waits.
///
/// A test starts the code, awaits ``waitForSleepers(_:)`` so that the code has come to its sleep, and then advances.
package final class ManualClock: Clock {
    /// A point on the clock, as the time since it was made.
    package struct Instant: InstantProtocol {
        /// The time since the clock was made.
        package let offset: Duration

        /// The instant `offset` after the clock was made.
        package init(offset: Duration) {
            self.offset = offset
        }

        /// The instant `duration` later.
        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        /// The time from here to `other`.
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        /// Whether `left` comes before `right`.
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        let id: Int
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let count: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var nextID = 0
        var sleepers: [Sleeper] = []  // by deadline, then by arrival
        var watchers: [Watcher] = []
        var cancelledEarly: Set<Int> = []
    }

    private let state = Mutex(State())

    /// A clock that shows `instant`, or zero.
    package init(showing instant: Instant = Instant(offset: .zero)) {
        state.withLock { $0.now = instant }
    }

    /// What the clock shows.
    package var now: Instant { state.withLock { $0.now } }

    /// Any difference counts.
    package var minimumResolution: Duration { .nanoseconds(1) }

    /// When the next of those wakes that sleep on the clock; nil when none does.
    package var nextDeadline: Instant? { state.withLock { $0.sleepers.first?.deadline } }

    /// How many tasks sleep on the clock.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// A wall clock that goes with this one: `date` when this one shows zero.
    package func wallClock(startingAt date: Date = Date(timeIntervalSince1970: 1_800_000_000)) -> WallClock {
        WallClock { [self] in
            let (seconds, attoseconds) = now.offset.components
            return date.addingTimeInterval(Double(seconds) + Double(attoseconds) * 1e-18)
        }
    }

    /// Suspends until the clock has been advanced to `deadline`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                add(Sleeper(id: id, deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Moves the clock on, and wakes each sleeper whose time has come, the earliest first.
    package func advance(by duration: Duration) {
        advance(to: now.advanced(by: duration))
    }

    /// Moves the clock on to `instant`, and wakes each sleeper whose time has come, the earliest first.
    /// The clock never goes back: an earlier instant changes nothing.
    package func advance(to instant: Instant) {
        set(to: max(now, instant))
    }

    /// Sets the clock, also back, and wakes each sleeper whose time has come, the earliest first.
    package func set(to instant: Instant) {
        let due = state.withLock { state in
            state.now = instant
            let count = state.sleepers.prefix { $0.deadline <= state.now }.count
            defer { state.sleepers.removeFirst(count) }
            return Array(state.sleepers.prefix(count))
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Moves the clock on to the earliest deadline of a sleeper, and wakes who sleeps until then.
    ///
    /// - Returns: whether somebody slept.
    @discardableResult
    package func advanceToNextSleeper() -> Bool {
        guard let next = nextDeadline else { return false }
        advance(to: next)
        return true
    }

    /// Suspends until at least `count` tasks sleep on the clock.
    package func waitForSleepers(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append(Watcher(count: count, continuation: continuation))
                return false
            }
            if ready { continuation.resume() }
        }
    }

    private func add(_ sleeper: Sleeper) {
        enum Next { case wake, cancel, sleep([Watcher]) }
        let next = state.withLock { state -> Next in
            if state.cancelledEarly.remove(sleeper.id) != nil { return .cancel }
            if sleeper.deadline <= state.now { return .wake }
            let place = state.sleepers.firstIndex { $0.deadline > sleeper.deadline } ?? state.sleepers.endIndex
            state.sleepers.insert(sleeper, at: place)
            let count = state.sleepers.count
            let satisfied = state.watchers.filter { $0.count <= count }
            state.watchers.removeAll { $0.count <= count }
            return .sleep(satisfied)
        }
        switch next {
        case .wake: sleeper.continuation.resume()
        case .cancel: sleeper.continuation.resume(throwing: CancellationError())
        case .sleep(let watchers): for watcher in watchers { watcher.continuation.resume() }
        }
    }

    private func cancel(_ id: Int) {
        let cancelled = state.withLock { state -> Sleeper? in
            if let index = state.sleepers.firstIndex(where: { $0.id == id }) { return state.sleepers.remove(at: index) }
            state.cancelledEarly.insert(id)  // cancelled before it slept, or already awake: ids are never used again
            return nil
        }
        cancelled?.continuation.resume(throwing: CancellationError())
    }
}
