internal import LockKit

/// One lane a conversation: requests that change it go one after the other, and within the windows of the service.
///
/// Lanes do not know of each other: what slows one down never slows down another. A lane without memory of any
/// request is forgotten.
final class Lanes: Sendable {
    private struct Waiter {
        let ticket: Int
        let continuation: CheckedContinuation<Entry, Never>
    }

    /// What came of waiting for a lane.
    enum Entry {
        case taken
        /// The task was cancelled before.
        case cancelled
        /// Too many wait already.
        case full
    }

    private struct Lane {
        var windows: SlidingWindows
        var isBusy = false
        /// In the order of arrival; those before `firstWaiter` have had their turn.
        var waiters: [Waiter?] = []
        var firstWaiter = 0
        var waitingCount = 0

        mutating func nextWaiter() -> Waiter? {
            while firstWaiter < waiters.count {
                defer { firstWaiter += 1 }
                guard let waiter = waiters[firstWaiter] else { continue }
                waiters[firstWaiter] = nil
                waitingCount -= 1
                return waiter
            }
            waiters = []
            firstWaiter = 0
            return nil
        }

        mutating func remove(_ ticket: Int) -> Waiter? {
            guard let index = waiters.firstIndex(where: { $0?.ticket == ticket }) else { return nil }
            defer { waiters[index] = nil }
            waitingCount -= 1
            return waiters[index]
        }
        var isQueued = false
    }

    private struct State {
        var lanes: [String: Lane] = [:]
        var nextTicket = 0
        var waitingCount = 0
        /// Lanes to look at when their time has come, the earliest first.
        var resting: [(key: String, idleFrom: Duration)] = []
        var firstResting = 0
    }

    private let limits: [SlidingWindows.Limit]
    private let maxWaitingPerLane: Int
    private let maxWaiting: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - limits: none means that requests are in order, and never wait for a window.
    ///   - maxWaitingPerLane: how many may wait for one lane.
    ///   - maxWaiting: how many may wait in all.
    init(limits: [SlidingWindows.Limit], maxWaitingPerLane: Int = .max, maxWaiting: Int = .max) {
        self.limits = limits
        self.maxWaitingPerLane = maxWaitingPerLane
        self.maxWaiting = maxWaiting
    }

    /// How many wait.
    var waitingCount: Int { state.withLock { $0.waitingCount } }

    /// How many lanes are remembered.
    var count: Int { state.withLock { $0.lanes.count } }

    /// Waits until the lane is free, and takes it.
    /// - Returns: whether the lane is taken.
    func enter(_ key: String, now: Duration) async -> Entry {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let entry: Entry? = state.withLock { state in
                    // A cancellation after this line finds the waiter, since it needs the lock too.
                    guard !Task.isCancelled else { return .cancelled }
                    Self.forget(&state, now: now)
                    var lane = state.lanes.removeValue(forKey: key) ?? Lane(windows: SlidingWindows(limits))
                    defer { state.lanes[key] = lane }
                    guard lane.isBusy else {
                        lane.isBusy = true
                        return .taken
                    }
                    guard lane.waitingCount < maxWaitingPerLane, state.waitingCount < maxWaiting else { return .full }
                    lane.waiters.append(Waiter(ticket: ticket, continuation: continuation))
                    lane.waitingCount += 1
                    state.waitingCount += 1
                    return nil
                }
                if let entry { continuation.resume(returning: entry) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let waiter = state.lanes[key]?.remove(ticket) else { return nil }
                state.waitingCount -= 1
                return waiter
            }
            waiter?.continuation.resume(returning: .cancelled)
        }
    }

    /// Gives the lane to the one who has waited longest.
    func leave(_ key: String) {
        let next = state.withLock { state -> Waiter? in
            guard var lane = state.lanes.removeValue(forKey: key) else { return nil }
            let next = lane.nextWaiter()
            if next != nil { state.waitingCount -= 1 }
            lane.isBusy = next != nil
            if !lane.isBusy {
                guard let idleFrom = lane.windows.idleFrom else { return nil }  // nothing was sent: nothing to remember
                if !lane.isQueued { state.resting.append((key, idleFrom)) }
                lane.isQueued = true
            }
            state.lanes[key] = lane
            return next
        }
        next?.continuation.resume(returning: .taken)
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
