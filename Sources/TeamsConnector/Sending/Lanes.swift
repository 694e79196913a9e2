internal import Synchronization

/// One lane a conversation: requests that change it go one after the other, and within the windows of the service.
///
/// Lanes do not know of each other: what slows one down never slows down another. A lane without memory of any
/// request is forgotten.
final class Lanes: Sendable {
    private struct Waiter {
        let ticket: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct Lane {
        var windows: SlidingWindows
        var isBusy = false
        var waiters: [Waiter] = []
        var isQueued = false
    }

    private struct State {
        var lanes: [String: Lane] = [:]
        var nextTicket = 0
        /// Lanes to look at when their time has come, the earliest first.
        var resting: [(key: String, idleFrom: Duration)] = []
        var firstResting = 0
    }

    private let limits: [SlidingWindows.Limit]
    private let state = Mutex(State())

    /// - Parameter limits: none means that requests are in order, and never wait for a window.
    init(limits: [SlidingWindows.Limit]) { self.limits = limits }

    /// How many lanes are remembered.
    var count: Int { state.withLock { $0.lanes.count } }

    /// Waits until the lane is free, and takes it.
    /// - Returns: false when the task was cancelled before; the lane is not taken then.
    func enter(_ key: String, now: Duration) async -> Bool {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isIn: Bool? = state.withLock { state in
                    // A cancellation after this line finds the waiter, since it needs the lock too.
                    guard !Task.isCancelled else { return false }
                    Self.forget(&state, now: now)
                    var lane = state.lanes.removeValue(forKey: key) ?? Lane(windows: SlidingWindows(limits))
                    defer { state.lanes[key] = lane }
                    guard lane.isBusy else {
                        lane.isBusy = true
                        return true
                    }
                    lane.waiters.append(Waiter(ticket: ticket, continuation: continuation))
                    return nil
                }
                if let isIn { continuation.resume(returning: isIn) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let index = state.lanes[key]?.waiters.firstIndex(where: { $0.ticket == ticket }) else {
                    return nil
                }
                return state.lanes[key]?.waiters.remove(at: index)
            }
            waiter?.continuation.resume(returning: false)
        }
    }

    /// Gives the lane to the one who has waited longest.
    func leave(_ key: String) {
        let next = state.withLock { state -> Waiter? in
            guard var lane = state.lanes.removeValue(forKey: key) else { return nil }
            let next = lane.waiters.isEmpty ? nil : lane.waiters.removeFirst()
            lane.isBusy = next != nil
            if !lane.isBusy {
                guard let idleFrom = lane.windows.idleFrom else { return nil }  // nothing was sent: nothing to remember
                if !lane.isQueued { state.resting.append((key, idleFrom)) }
                lane.isQueued = true
            }
            state.lanes[key] = lane
            return next
        }
        next?.continuation.resume(returning: true)
    }

    /// How long the holder of the lane must wait before it may send; zero when it may send now.
    func delay(_ key: String, now: Duration) -> Duration {
        state.withLock { state in
            // The holder is alone in the lane, so nothing is under way and there is always an earliest instant.
            (state.lanes[key]?.windows.earliest(now: now) ?? now) - now
        }
    }

    /// The holder of the lane sends.
    func sent(_ key: String) { state.withLock { $0.lanes[key]?.windows.sent() } }

    /// The holder of the lane was answered, or gave up.
    func answered(_ key: String, now: Duration) { state.withLock { $0.lanes[key]?.windows.answered(now: now) } }

    /// Drops the lanes whose windows are empty by now. Looks at each lane about once an hour.
    private static func forget(_ state: inout State, now: Duration) {
        while state.firstResting < state.resting.count, state.resting[state.firstResting].idleFrom <= now {
            let key = state.resting[state.firstResting].key
            state.firstResting += 1
            guard var lane = state.lanes.removeValue(forKey: key) else { continue }
            lane.isQueued = false
            if !lane.isBusy, let idleFrom = lane.windows.idleFrom {
                if idleFrom <= now { continue }
                state.resting.append((key, idleFrom))
                lane.isQueued = true
            }
            state.lanes[key] = lane
        }
        if state.firstResting > 64, state.firstResting * 2 > state.resting.count {
            state.resting.removeFirst(state.firstResting)
            state.firstResting = 0
        }
    }
}
