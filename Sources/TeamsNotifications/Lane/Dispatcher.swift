internal import Foundation
internal import LockKit
internal import ServiceKit
internal import TeamsApp
internal import TeamsConnector
package import TeamsModels

/// Sends the deliveries of the ledger: one lane an organisation, within the service's windows, which the app's own
/// sends share and in which they go first. Whatever is sent is durable before, and what came of it before it counts.
package final class Dispatcher: DeliveryDispatcher {
    private struct State {
        var lanes: [TenantID: DeliveryLane] = [:]
        /// Organisations whose lane is to be made.
        var starting: [TenantID] = []
        /// When organisations without a lane have work, and when lanes want to be rung: one sleep serves them all.
        var sleeping = WakeUps()
        /// Whether the store is to be asked which organisations have work.
        var isLooking = true
        /// Whether it is being asked, and before which instant it is left alone: it failed.
        var isAsking = false
        var storeRest: Duration = .zero
        var isClosing = false
        /// Why the ledger could not be read when it was last asked.
        var problem: String?
    }
    private enum Step {
        case start(DeliveryLane)
        case look
        case wait(until: Duration?)
        case end
    }

    private let crew: LaneCrew
    private let state = Mutex(State())
    private let bell = WakeBell()

    /// - Parameters:
    ///   - store: the ledger.
    ///   - app: whose connections and windows are used.
    ///   - messages: makes the messages.
    ///   - time: measures waits.
    ///   - wallClock: dates attempts, and tells what is due.
    ///   - random: a number from 0 to 1, which spreads repeated requests.
    ///   - logger: where trouble is told.
    ///   - webhooks: those with a name.
    ///   - keeper: says which lanes are this process's; nil when all are.
    init(
        store: any NotificationStore, app: App, messages: any MessageSource, time: Stopwatch, wallClock: WallClock,
        random: @escaping @Sendable () -> Double, logger: Log, webhooks: WebhookBook = .empty,
        keeper: LeaseKeeper? = nil
    ) {
        crew = LaneCrew(
            store: store, app: app, messages: messages, time: time, wallClock: wallClock, random: random,
            logger: logger, webhooks: webhooks, keeper: keeper)
    }

    /// Works until ``beginShutdown()``, and then until nothing is on the wire and all is stored. At its beginning it
    /// settles what was on the wire when the process before this one ended.
    package func run() async {
        crew.pace.watch { [self] in heard($0) }
        defer { crew.pace.watch(nil) }
        await withDiscardingTaskGroup { group in
            group.addTask { await self.crew.journal.run() }
            if let keeper = crew.keeper {
                group.addTask { await keeper.run(self.duties) }
                await runLanes()
                keeper.end()
            } else if await recover(nil) {
                await runLanes()
            }
            crew.journal.close()
        }
    }

    /// Nothing new goes from now on. What is on the wire is waited for.
    package func beginShutdown() {
        let lanes = state.withLock { state in
            state.isClosing = true
            return Array(state.lanes.values)
        }
        for lane in lanes { lane.close() }
        bell.ring()
    }

    /// Work may be there, or has become due, or has changed.
    /// - Parameter tenant: where; nil for anywhere.
    package func wake(_ tenant: TenantID?) {
        // Under the lock: a lane that ends right now is told before it is asked whether news came.
        state.withLock { state in
            guard let tenant = tenant.map({ TenantID(rawValue: $0.rawValue.lowercased()) }) else {
                state.isLooking = true
                for lane in state.lanes.values { lane.wake() }
                return
            }
            if let lane = state.lanes[tenant] { lane.wake() } else { state.starting.append(tenant) }
        }
        bell.ring()
    }

    /// There is more work of what goes out already: who has enough need not look at it yet.
    package func addWork() {
        let lanes = state.withLock { state in
            state.isLooking = true
            return Array(state.lanes.values)
        }
        for lane in lanes { lane.addWork() }
        bell.ring()
    }

    /// Drops what is held, has not begun and matches; returns when none that matches is on the wire.
    package func settle(_ matches: @escaping @Sendable (Delivery) -> Bool) async {
        for lane in state.withLock({ Array($0.lanes.values) }) { await lane.settle(matches) }
    }

    /// How the lanes do, in the order of their organisations.
    package var health: [LaneHealth] {
        state.withLock { Array($0.lanes.values) }.map(\.health)
            .sorted { $0.tenant.rawValue < $1.tenant.rawValue }
    }

    package var storeProblem: String? {
        let (own, lanes) = state.withLock { ($0.problem, Array($0.lanes.values)) }
        return crew.journal.problem ?? own ?? lanes.lazy.compactMap(\.storeProblem).first
    }

    private func noteFailure(_ error: NotificationStoreError) {
        crew.logger.warning("The ledger cannot be read", ["error": "\(error)"])
        state.withLock { $0.problem = error.message }
    }

    /// What sending has come to since the start.
    package var figures: SendingFigures { crew.meter.figures }

    // MARK: Lanes

    private func runLanes() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                switch next() {
                case .start(let lane):
                    group.addTask {
                        repeat { await lane.run() } while !Task.isCancelled && !self.ended(lane)
                    }
                case .look: group.addTask { await self.look() }
                case .wait(let instant): await bell.wait(until: instant, on: crew.time)
                case .end: return
                }
            }
        }
    }

    private func next() -> Step {
        let now = crew.time.elapsed
        return state.withLock { state in
            if state.isClosing { return .end }
            let mayAsk = state.isLooking && !state.isAsking
            if mayAsk, state.storeRest <= now {
                state.isLooking = false
                state.isAsking = true
                return .look
            }
            while let alarm = state.sleeping.removeFirst(at: now) {
                let tenant = TenantID(rawValue: alarm.name)
                if let lane = state.lanes[tenant] { lane.ring(at: alarm.at) } else { state.starting.append(tenant) }
            }
            while let tenant = state.starting.popLast() {
                guard state.lanes[tenant] == nil else { continue }
                if let keeper = crew.keeper, !keeper.isReady(tenant) {
                    keeper.want(tenant)
                    continue
                }
                let lane = DeliveryLane(tenant: tenant, crew: crew) { [self] in setAlarm(tenant, at: $0) }
                state.lanes[tenant] = lane
                crew.laneCount.store(state.lanes.count, ordering: .relaxed)
                return .start(lane)
            }
            return .wait(until: [state.sleeping.next, mayAsk ? state.storeRest : nil].compactMap(\.self).min())
        }
    }

    private func setAlarm(_ tenant: TenantID, at instant: Duration) {
        let isFirst = state.withLock { state in
            let next = state.sleeping.next
            state.sleeping.add(tenant.rawValue, at: instant)
            return next.map { instant < $0 } ?? true
        }
        if isFirst { bell.ring() }
    }

    /// The instant at which who waits for this one is woken: lanes that wait for about the same are woken together.
    static func onGrid(_ instant: Duration) -> Duration {
        let (seconds, attoseconds) = instant.components
        let grain: Int64 = 1_000_000_000_000_000
        let above = (attoseconds + grain - 1) / grain
        return .seconds(seconds) + .milliseconds(above)
    }

    /// Asks the store which organisations have work.
    private func look() async {
        do throws(NotificationStoreError) {
            let work = try await crew.store.lanes()
            // In this order: time that passes in between is not to be slept a second time.
            let now = crew.time.elapsed
            let wall = crew.wallClock.now
            crew.keeper?.want(work.filter { $0.dueAt <= wall }.map(\.tenant))
            state.withLock { state in
                state.problem = nil
                state.isAsking = false
                for lane in work where state.lanes[lane.tenant] == nil {
                    let wait = lane.dueAt.timeIntervalSince(wall)
                    if wait <= 0 {
                        state.starting.append(lane.tenant)
                    } else {
                        state.sleeping.add(lane.tenant.rawValue, at: now + .seconds(wait))
                    }
                }
            }
        } catch {
            noteFailure(error)
            let now = crew.time.elapsed
            state.withLock { state in
                state.isLooking = true
                state.isAsking = false
                state.storeRest = now + Journal.retryPause
            }
        }
        bell.ring()
    }

    /// A lane has nothing left to do.
    /// - Returns: false when news came meanwhile.
    private func ended(_ lane: DeliveryLane) -> Bool {
        let isOver = state.withLock { state in
            if !state.isClosing, lane.isWoken { return false }
            state.lanes[lane.tenant] = nil
            crew.laneCount.store(state.lanes.count, ordering: .relaxed)
            if let due = lane.nextDue { state.sleeping.add(lane.tenant.rawValue, at: due) }
            // It may have been stopped while it had work, and be this process's again.
            if crew.keeper != nil { state.isLooking = true }
            return true
        }
        if isOver {
            crew.keeper?.ended(lane.tenant)
            bell.ring()
        }
        return isOver
    }

    /// Another sender is done with something.
    private func heard(_ scope: PacingScope) {
        let lanes = state.withLock { state in
            scope.kind == .tenant
                ? state.lanes[TenantID(rawValue: scope.id)].map { [$0] } ?? [] : Array(state.lanes.values)
        }
        for lane in lanes { lane.othersAreDone(scope) }
    }

    // MARK: Leases

    private var duties: LeaseKeeper.Duties {
        LeaseKeeper.Duties(
            settle: { [self] in await recover($0) },
            serve: { [self] tenants in
                state.withLock { $0.starting += tenants }
                bell.ring()
            },
            stop: { [self] tenant in state.withLock { $0.lanes[tenant] }?.close() },
            look: { [self] in
                state.withLock { $0.isLooking = true }
                bell.ring()
            })
    }

    // MARK: After a restart

    /// What is stored so that the next life knows of this one.
    private static let life = "life"

    /// Settles what was on the wire when the process before this one ended, and takes over the limiter's memory.
    /// - Parameter lanes: those that are taken over; nil for all.
    /// - Returns: false when it is to end before that.
    private func recover(_ lanes: Set<TenantID>?) async -> Bool {
        let realTime = Stopwatch(ContinuousClock())  // as leases go by
        while !Task.isCancelled, !state.withLock({ $0.isClosing }) {
            // What this process itself has on the wire there is not interrupted.
            if let lanes, state.withLock({ state in lanes.contains { state.lanes[$0] != nil } }) {
                try? await realTime.sleep(for: .milliseconds(20))  // a lane tells nobody that it has ended
                continue
            }
            do throws(NotificationStoreError) {
                let memories = try await crew.store.pacing()
                var stale: [String] = []
                if !memories.isEmpty || lanes != nil {
                    stale = crew.pace.restore(
                        memories.compactMap { memory in memory.json.map { (memory.scope, $0) } },
                        wall: crew.wallClock.now, tenants: lanes ?? [])
                }
                if lanes != nil { stale = [] }  // what matters not to us may matter to others
                let interrupted = try await crew.store.interrupted(in: lanes)
                state.withLock { $0.problem = nil }
                let now = crew.wallClock.now
                let receipts = interrupted.map { Self.receipt(interrupted: $0, now: now) }
                crew.noteInterrupted(interrupted, receipts)
                // That there was a life: the next one is careful in its first second.
                return await crew.journal.record(
                    receipts,
                    pacing: stale.map { PacingMemory(scope: $0, json: nil) }
                        + [PacingMemory(scope: Self.life, json: "{}")])
            } catch {
                noteFailure(error)
                if lanes == nil {
                    await bell.wait(until: crew.time.elapsed + Journal.retryPause, on: crew.time)
                } else {
                    try? await realTime.sleep(for: Journal.retryPause)  // the bell is the lanes'
                }
            }
        }
        return false
    }

    /// What becomes of a delivery that was on the wire.
    static func receipt(interrupted task: DeliveryTask, now: Date) -> DeliveryReceipt {
        let place = task.delivery.place
        let attempt = DeliveryAttempt(at: now, status: nil, waited: 0)
        let isCertain = task.work != .send || task.delivery.target.conversation == nil
        guard isCertain || task.guarantee == .atLeastOnce else {
            return DeliveryReceipt(
                place: place, state: .unknown, version: task.delivery.version,
                activityID: task.delivery.activityID, code: .interrupted,
                attempt: attempt)
        }
        return DeliveryReceipt(
            place: place, state: task.waitingState, work: task.work, dueAt: now, version: task.delivery.version,
            activityID: task.delivery.activityID, code: task.delivery.code, attempt: attempt)
    }
}
