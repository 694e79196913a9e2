internal import LockKit
internal import ServiceKit

/// Lets requests through in order and within the windows of the service: the thin side of ``Pacer``, which waits.
///
/// Each scope is a gate that one request holds at a time: one that changes a conversation holds the conversation's from
/// its first attempt to its last answer, all others only until they are sent. Gates do not know of each other: what
/// slows down one conversation, or one organisation, never slows down another.
final class Gates: Sendable {
    struct State {
        var pacer: Pacer
        /// The gates that somebody holds.
        var held: [PacingScope: Gate] = [:]
        var nextTicket = 0
        var waitingCount = 0
        /// The scopes in which something must be over before somebody who does not wait here asks again.
        var awaited: Set<PacingScope> = []

        /// Counts one request as sent if every window lets it go now, and nobody waits for one.
        mutating func goes(_ lane: Lane, now: Duration) -> Bool {
            guard held[lane.tenant] == nil, lane.isExclusive || held[lane.scope] == nil,
                let first = pacer.earliest(lane.scope, now: now, weight: lane.weight), first <= now,
                let second = pacer.earliest(lane.tenant, now: now, weight: lane.weight), second <= now
            else { return false }
            count(lane)
            return true
        }

        /// Counts one request as sent and takes its conversation's gate, if every window lets it go now.
        mutating func admit(_ lane: Lane, isPaced: Bool, now: Duration) -> Admission {
            if lane.isExclusive, held[lane.scope] != nil {
                awaited.insert(lane.scope)
                return .conversation(after: nil)
            }
            if isPaced {
                guard let own = pacer.earliest(lane.scope, now: now, weight: lane.weight) else {
                    awaited.insert(lane.scope)
                    return .conversation(after: nil)
                }
                guard own <= now else { return .conversation(after: own - now) }
                guard held[lane.tenant] == nil,
                    let common = pacer.earliest(lane.tenant, now: now, weight: lane.weight)
                else {
                    awaited.insert(lane.tenant)
                    return .organisation(after: nil)
                }
                guard common <= now else { return .organisation(after: common - now) }
                count(lane)
            }
            if lane.isExclusive { held[lane.scope] = Gate() }
            return .go
        }

        mutating func count(_ lane: Lane) {
            pacer.sent(lane.scope, weight: lane.weight)
            pacer.sent(lane.tenant, weight: lane.weight)
        }

        /// The one who has waited longest, and has the gate from now on; nil when nobody does.
        mutating func leave(_ scope: PacingScope) -> Gate.Waiter? {
            guard let next = held[scope]?.removeFirst() else {
                held[scope] = nil
                return nil
            }
            waitingCount -= 1
            return next
        }

        /// Takes a gate that nobody holds.
        mutating func take(_ scope: PacingScope) -> Bool {
            guard held[scope] == nil else { return false }
            held[scope] = Gate()
            return true
        }

        /// The holders of a lane's gates that wait for an answer.
        mutating func removeHolders(_ lane: Lane) -> [CheckedContinuation<Void, Never>] {
            [lane.scope, lane.tenant].compactMap { scope in
                guard let holder = held[scope]?.holder else { return nil }
                held[scope]?.holder = nil
                return holder
            }
        }
    }

    let isPaced: Bool
    private let maxWaitingPerConversation: Int
    private let maxWaiting: Int
    let time: Stopwatch
    private let state: Mutex<State>
    /// Is told of each scope in which something is over, so that whoever is not let in can ask again.
    private let watcher = Mutex<(@Sendable (PacingScope) -> Void)?>(nil)

    /// - Parameters:
    ///   - isPaced: whether there are windows; without them what changes a conversation is in order all the same.
    ///   - maxWaitingPerConversation: how many may wait for one conversation.
    ///   - maxWaiting: how many may wait in all.
    ///   - leastRoundTrip: as in ``Pacer/leastRoundTrip``.
    init(
        isPaced: Bool, maxWaitingPerConversation: Int = .max, maxWaiting: Int = .max,
        leastRoundTrip: Duration = .zero, time: Stopwatch
    ) {
        self.isPaced = isPaced
        self.maxWaitingPerConversation = maxWaitingPerConversation
        self.maxWaiting = maxWaiting
        self.time = time
        state = Mutex(State(pacer: Pacer(leastRoundTrip: leastRoundTrip)))
    }

    /// Looks at the state, or changes it.
    func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value { state.withLock { body(&$0) } }

    /// Has `watcher` told of each scope in which something is over; nil for nobody.
    func watch(_ watcher: (@Sendable (PacingScope) -> Void)?) { self.watcher.withLock { $0 = watcher } }

    /// Something in `scope` is over: whoever asked there may ask again.
    private func tell(_ scope: PacingScope) {
        guard state.withLock({ $0.awaited.remove(scope) != nil }) else { return }
        let watcher = watcher.withLock { $0 }
        watcher?(scope)
    }

    /// How many wait for a gate.
    var waitingCount: Int { state.withLock { $0.waitingCount } }

    /// How many scopes of a kind are remembered.
    func count(of kind: PacingScope.Kind) -> Int { state.withLock { $0.pacer.count(of: kind) } }

    /// Waits until nobody holds the gate of `scope`, and takes it. Who took it calls ``leave(_:)``.
    func enter(_ scope: PacingScope) async -> Gate.Entry {
        if !Task.isCancelled, state.withLock({ $0.take(scope) }) { return .taken }
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                if let entry = take(scope, or: waiter, ticket) { waiter.resume(returning: entry) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                let waiter = state.held[scope]?.remove(ticket)
                if waiter != nil { state.waitingCount -= 1 }
                return waiter
            }
            waiter?.resume(returning: .cancelled)
        }
    }

    /// - Returns: nil when `waiter` waits.
    private func take(_ scope: PacingScope, or waiter: Gate.Waiter, _ ticket: Int) -> Gate.Entry? {
        let most = scope.kind == .tenant ? .max : maxWaitingPerConversation
        return state.withLock { state in
            // A cancellation after this line finds the waiter, since it needs the lock too.
            guard !Task.isCancelled else { return .cancelled }
            if state.take(scope) { return .taken }
            guard state.held[scope]?.count ?? 0 < most, state.waitingCount < maxWaiting else { return .full }
            state.held[scope]?.add(waiter, ticket: ticket)
            state.waitingCount += 1
            return nil
        }
    }

    /// Gives the gate to the one who has waited longest.
    func leave(_ scope: PacingScope) {
        let next = state.withLock { $0.leave(scope) }
        if let next { next.resume(returning: .taken) } else { tell(scope) }
    }

    /// Waits until every window of `lane` lets one more request go, and counts it as sent. One in an exclusive lane
    /// holds its conversation's gate already. Who got through calls ``answered(_:)`` or ``withdrawn(_:)``.
    func pass(_ lane: Lane) async -> Gate.Entry {
        guard isPaced else { return .taken }
        let now = time.elapsed
        if state.withLock({ $0.goes(lane, now: now) }) { return .taken }
        guard lane.isExclusive else {
            return await holding(lane.scope) { await passInOrder(lane) }
        }
        return await passInOrder(lane)
    }

    private func passInOrder(_ lane: Lane) async -> Gate.Entry {
        guard await windowsAreOpen(lane.scope, lane.weight) else { return .cancelled }
        return await holding(lane.tenant) {
            guard await windowsAreOpen(lane.tenant, lane.weight) else { return .cancelled }
            state.withLock { $0.count(lane) }
            return .taken
        }
    }

    private func holding(_ scope: PacingScope, _ work: () async -> Gate.Entry) async -> Gate.Entry {
        let entry = await enter(scope)
        guard entry == .taken else { return entry }
        defer { leave(scope) }
        return await work()
    }

    /// Waits, as the holder of the gate, until the windows of `scope` let one more go.
    /// - Returns: false when the task was cancelled.
    private func windowsAreOpen(_ scope: PacingScope, _ weight: Int) async -> Bool {
        while true {
            let now = time.elapsed
            guard let earliest = state.withLock({ $0.pacer.earliest(scope, now: now, weight: weight) }) else {
                await answer(in: scope, weight)
                if Task.isCancelled { return false }
                continue
            }
            if earliest <= now { return true }
            do { try await time.sleep(until: earliest) } catch { return false }
        }
    }

    /// Waits, as the holder of the gate, until something that is under way in `scope` is answered, or the task is
    /// cancelled.
    private func answer(in scope: PacingScope, _ weight: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled || state.pacer.earliest(scope, now: .zero, weight: weight) != nil {
                        return true
                    }
                    state.held[scope]?.holder = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let holder = state.withLock { state in
                let holder = state.held[scope]?.holder
                state.held[scope]?.holder = nil
                return holder
            }
            holder?.resume()
        }
    }

    /// A request that got through was answered, or given up.
    func answered(_ lane: Lane) {
        guard isPaced else { return }
        let now = time.elapsed
        let holders = state.withLock { state in
            state.pacer.answered(lane.scope, now: now, weight: lane.weight)
            state.pacer.answered(lane.tenant, now: now, weight: lane.weight)
            return state.removeHolders(lane)
        }
        for holder in holders { holder.resume() }
        if !lane.isExclusive { tell(lane.scope) }
        tell(lane.tenant)
    }

    /// The service asked for a pause in `scope`: nothing goes there before it is over.
    func pause(_ scope: PacingScope, for pause: Duration) {
        guard isPaced else { return }
        let end = time.elapsed + pause
        state.withLock { $0.pacer.pause(scope, until: end) }
    }

    /// A request that got through was not sent after all.
    func withdrawn(_ lane: Lane) {
        guard isPaced else { return }
        let holders = state.withLock { state in
            state.pacer.withdrawn(lane.scope, weight: lane.weight)
            state.pacer.withdrawn(lane.tenant, weight: lane.weight)
            return state.removeHolders(lane)
        }
        for holder in holders { holder.resume() }
        if !lane.isExclusive { tell(lane.scope) }
        tell(lane.tenant)
    }
}
