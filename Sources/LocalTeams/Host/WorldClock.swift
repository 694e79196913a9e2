internal import Foundation
internal import LockKit

/// The clock that the world follows: the machine's, or one that stands still until it is moved.
final class WorldClock: Sendable {
    private struct Sleeper {
        let id: Int
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        /// Where a virtual clock stands; nil for the machine's clock.
        var stoppedAt: Instant?
        var sleepers: [Sleeper] = []
        var lastID = 0
        var cancelledEarly: Set<Int> = []
    }

    private let state: Mutex<State>

    /// - Parameter stoppedAt: where a virtual clock stands; nil for the machine's clock.
    init(stoppedAt: Instant?) {
        state = Mutex(State(stoppedAt: stoppedAt))
    }

    var isVirtual: Bool { state.withLock { $0.stoppedAt != nil } }

    var now: Instant { state.withLock { $0.stoppedAt } ?? Self.machine }

    /// What the machine's clock shows.
    static var machine: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// The first instant at which a sleeper wants to be woken; nil on the machine's clock.
    var nextDeadline: Instant? { state.withLock { $0.sleepers.map(\.deadline).min() } }

    /// Moves a virtual clock, and wakes those whose time has come in the order of their deadlines. Does nothing to the
    /// machine's clock.
    func set(_ instant: Instant) {
        let due = state.withLock { state -> [Sleeper] in
            guard state.stoppedAt != nil else { return [] }
            state.stoppedAt = instant
            let due = state.sleepers.filter { $0.deadline <= instant }.sorted { $0.deadline < $1.deadline }
            state.sleepers.removeAll { $0.deadline <= instant }
            return due
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Suspends until this clock shows `deadline`.
    /// - Throws: `CancellationError` when the task is cancelled first.
    func sleep(until deadline: Instant) async throws {
        guard isVirtual else {
            // The real clock is the machine's: there is nothing to drive. Tests use the virtual one, below.
            let left = deadline.milliseconds - Self.machine.milliseconds
            try await Task.sleep(for: .milliseconds(max(0, left)))
            return
        }
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                add(Sleeper(id: id, deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            wake(cancelled: id)
        }
    }

    private func add(_ sleeper: Sleeper) {
        enum Next { case sleep, wake, cancel }
        let next = state.withLock { state -> Next in
            if state.cancelledEarly.remove(sleeper.id) != nil { return .cancel }
            if let now = state.stoppedAt, now >= sleeper.deadline { return .wake }
            state.sleepers.append(sleeper)
            return .sleep
        }
        switch next {
        case .sleep: break
        case .wake: sleeper.continuation.resume()
        case .cancel: sleeper.continuation.resume(throwing: CancellationError())
        }
    }

    private func wake(cancelled id: Int) {
        let sleeper = state.withLock { state -> Sleeper? in
            guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                state.cancelledEarly.insert(id)  // not asleep yet, or already awake; ids are used once
                return nil
            }
            return state.sleepers.remove(at: index)
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }
}
