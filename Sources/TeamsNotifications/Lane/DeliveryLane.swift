internal import Foundation
internal import LockKit
internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

/// Sends the deliveries of one organisation: the thin side of ``LaneState``, which waits, asks the store, and sends.
final class DeliveryLane: Sendable {
    private struct Settler {
        let matches: @Sendable (Delivery) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    let tenant: TenantID
    private let crew: LaneCrew
    private let state: Mutex<LaneState>
    private let settlers = Mutex<[Settler]>([])
    private let bell = WakeBell()
    /// Has ``ring(at:)`` called at an instant.
    private let setAlarm: @Sendable (Duration) -> Void
    /// The one that counts, of those that were set.
    private let alarm = Mutex<Duration?>(nil)

    init(tenant: TenantID, crew: LaneCrew, setAlarm: @escaping @Sendable (Duration) -> Void) {
        self.tenant = tenant
        self.crew = crew
        self.setAlarm = setAlarm
        state = Mutex(LaneState(tenant: tenant))
    }

    // MARK: From outside

    /// Work may be there.
    func wake() {
        state.withLock { $0.woken() }
        bell.ring()
    }

    /// The store may have more than it had.
    func addWork() {
        state.withLock { $0.hasMore = true }
        bell.ring()
    }

    /// An instant has come for which an alarm was set.
    func ring(at instant: Duration) {
        let counts = alarm.withLock { alarm in
            guard alarm == instant else { return false }
            alarm = nil
            return true
        }
        if counts { bell.ring() }
    }

    /// Something is over in a scope in which the lane was not let in.
    func othersAreDone(_ scope: PacingScope) {
        if scope.kind != .tenant {
            let now = crew.time.elapsed
            state.withLock { $0.queue.unpark(now: now) }
        }
        bell.ring()
    }

    /// Sends nothing new from now on.
    func close() {
        state.withLock { $0.isClosing = true }
        bell.ring()
    }

    /// Whether news came since it ended.
    var isWoken: Bool { state.withLock { $0.isWoken && !$0.isClosing } }
    /// When the next of its work is due.
    var nextDue: Duration? { state.withLock { $0.nextDue } }

    /// Drops what matches and has not begun; returns when none that matches is on the wire.
    func settle(_ matches: @escaping @Sendable (Delivery) -> Bool) async {
        await withCheckedContinuation { continuation in
            let now = crew.time.elapsed
            let isOver = state.withLock { state in
                state.queue.remove(now: now) { matches($0.delivery) }
                guard state.underWay.values.contains(where: { $0.tasks.contains { matches($0.delivery) } })
                else { return true }
                settlers.withLock { $0.append(Settler(matches: matches, continuation: continuation)) }
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    /// Why its work cannot be stored, for people; nil when all is well.
    var storeProblem: String? { state.withLock { $0.storeProblem } }

    var health: LaneHealth {
        let now = crew.time.elapsed
        let allowed = DeliveryRoute(lane: tenant).documentedPace * crew.pace.share(of: .tenant(tenant))
        let journalProblem = crew.journal.problem
        return state.withLock { state in
            var health = LaneHealth(tenant: tenant)
            health.onTheWire = state.underWay.values.reduce(0) { $0 + $1.tasks.count }
            health.held = max(0, state.queue.places.count - health.onTheWire)
            health.pace = state.meter.pace(at: now)
            health.allowed = allowed
            health.throttled = state.refusals.count
            health.problem = state.problem ?? journalProblem
            return health
        }
    }

    // MARK: Working

    /// Works until nothing is left to do, or it is closed and nothing is on the wire.
    func run() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let now = crew.time.elapsed
                let perSecond = Pace.documented * crew.pace.share(of: .tenant(tenant))
                let isBlocked = crew.journal.problem != nil
                let step = state.withLock { state in
                    var step = state.step(
                        now: now, perSecond: perSecond, isBlocked: isBlocked, most: crew.share,
                        admit: { crew.pace.admit($0) })
                    if case .deliver(let parcels) = step {
                        step = .deliver(
                            parcels.map { parcel in
                                var parcel = parcel
                                parcel.number = state.begin(parcel)
                                parcel.news = state.news
                                return parcel
                            })
                    }
                    return step
                }
                switch step {
                case .deliver(let parcels): group.addTask { await self.deliver(parcels) }
                case .fetch(let limit, let holding): group.addTask { await self.fetch(limit, holding) }
                case .wait(let instant): await wait(until: instant)
                case .end: return
                }
            }
        }
    }

    /// Waits for news, or until an instant has come.
    private func wait(until instant: Duration?) async {
        if let instant {
            let rounded = Dispatcher.onGrid(instant)
            let isEarlier = alarm.withLock { alarm in
                if let alarm, alarm <= rounded { return false }
                alarm = rounded
                return true
            }
            if isEarlier { setAlarm(rounded) }
        }
        await bell.wait(on: crew.time)
    }

    /// Gets more work from the store.
    private func fetch(_ limit: Int, _ holding: Set<Int64>) async {
        defer { bell.ring() }
        do throws(NotificationStoreError) {
            // Before the wall clock and the store: time that passes meanwhile is not to be slept a second time.
            let asked = crew.time.elapsed
            let wall = crew.wallClock.now
            let tasks = try await crew.store.work(
                in: tenant, at: wall, holding: holding, perNotification: LaneState.window / 2, limit: limit)
            var due: Date?
            if tasks.isEmpty { due = try await crew.store.nextDue(in: tenant, after: wall) }
            let waiting = Dictionary(tasks.map { ($0.delivery.notification, $0.remaining) }) { max($0, $1) }
                .values.reduce(0, +)
            let now = crew.time.elapsed
            let surplus = state.withLock { state in
                state.storeProblem = nil
                state.hasMore = !tasks.isEmpty
                if let due { state.nextDue = asked + .seconds(max(0.001, due.timeIntervalSince(wall))) }
                state.pattern.waits(waiting)
                return state.queue.add(tasks, now: now)
            }
            bell.ring()
            // Before it is stored the store would give the same again.
            await crew.journal.record(surplus.map { crew.putOff($0.task, behind: $0.behind) })
            state.withLock { $0.isFetching = false }
        } catch {
            let now = crew.time.elapsed
            state.withLock { state in
                state.isFetching = false
                state.woken()
                state.storeRest = now + Journal.retryPause
                state.storeProblem = error.message
            }
        }
    }

    /// Sends what was admitted: content, intent, request, receipt.
    private func deliver(_ parcels: [Parcel]) async {
        var letters: [Letter] = []
        for parcel in parcels {
            let letter = await crew.letter(for: parcel)
            if !letter.failures.isEmpty { await crew.journal.record(letter.failures) }
            let now = crew.time.elapsed
            if letter.parcel.tasks.count != parcel.tasks.count {
                state.withLock { state in
                    state.queue.forget(letter.failed)
                    state.underWay[parcel.number]?.tasks = letter.parcel.tasks
                }
            }
            if letter.parcel.tasks.isEmpty {
                crew.pace.withdrawn(parcel.lane)
                end(parcel, back: letter.overflow, notBefore: .zero, now: now)
            } else {
                letters.append(letter)
            }
        }
        guard !letters.isEmpty else { return }
        // Before the intents: what is stored as on the wire should be there within a moment, whenever the process ends.
        if letters[0].parcel.route == .chat { await crew.pace.exchange.awaitToken() }
        let begun: [Letter]
        do throws(NotificationStoreError) {
            begun = try await begin(letters)
        } catch {
            let now = crew.time.elapsed
            state.withLock { state in
                state.storeRest = now + Journal.retryPause
                state.storeProblem = error.message
            }
            for letter in letters {
                crew.pace.withdrawn(letter.parcel.lane)
                end(letter.parcel, back: letter.parcel.tasks + letter.overflow, notBefore: .zero, now: now)
            }
            return
        }
        if let only = begun.first, begun.count == 1 { return await send(only) }
        await withDiscardingTaskGroup { group in
            for letter in begun { group.addTask { await self.send(letter) } }
        }
    }

    /// Makes the intents durable. What must not be sent any more is done with.
    private func begin(_ letters: [Letter]) async throws(NotificationStoreError) -> [Letter] {
        let wall = crew.wallClock.now
        let attempts = letters.flatMap(\.parcel.tasks).map {
            BegunAttempt(place: $0.delivery.place, work: $0.work, version: $0.version, at: wall)
        }
        var verdicts = try await crew.journal.begin(attempts)[...]
        var begun: [Letter] = []
        for var letter in letters {
            let tasks = letter.parcel.tasks
            let own = verdicts.prefix(tasks.count)
            verdicts = verdicts.dropFirst(tasks.count)
            let going = zip(tasks, own).filter { $0.1 == .go }.map(\.0)
            let dropped = zip(tasks, own).filter { $0.1 != .go }.map(\.0)
            let isStale = own.contains(.stale)
            let skipped = zip(tasks, own).compactMap { task, verdict in
                if case .skip(let code) = verdict { (task, code) } else { nil }
            }
            crew.noteSkipped(skipped.map(\.0), skipped.map(\.1))
            let now = crew.time.elapsed
            if dropped.isEmpty {
                begun.append(letter)
                continue
            }
            letter.parcel.tasks = going
            state.withLock { state in
                state.queue.forget(dropped)
                state.underWay[letter.parcel.number]?.tasks = going
                // Its work has changed; whoever changed it tells, and if not, here is a look at it.
                if isStale { state.nextDue = min(state.nextDue ?? .seconds(1 << 40), now + .seconds(1)) }
            }
            if going.isEmpty {
                crew.pace.withdrawn(letter.parcel.lane)
                end(letter.parcel, back: letter.overflow, notBefore: .zero, now: now)
            } else {
                begun.append(letter)
            }
        }
        return begun
    }

    /// Sends one request whose intent is durable, and stores what came of it.
    private func send(_ letter: Letter) async {
        let result = await crew.send(letter)
        let now = crew.time.elapsed
        let parcel = letter.parcel
        let (isHopeless, before, certain, stopped, stops) = state.withLock { state in
            let before = state.ways.certain
            let stopped = state.stop.reason
            let isHopeless = state.learn(
                from: result, of: parcel, mostTries: crew.pace.retry.maxAttempts, now: now)
            if result.isThrottled { state.ways.distrust() }
            return (isHopeless, before, state.ways.certain, stopped, state.stop.reason)
        }
        crew.noteStop(stopped, stops, in: tenant.rawValue)
        if certain != before { crew.pace.answersTake(atLeast: certain, in: parcel.lane.tenant) }
        if result.isThrottled { throttle(result.outcome.retryAfter, parcel, now: now) }
        let conclusion = await crew.conclude(result, of: parcel, isHopeless: isHopeless)
        guard await crew.journal.record(conclusion.receipts, pacing: crew.memories(of: parcel.lane, in: tenant)) else {
            return
        }
        crew.note(conclusion, result, of: parcel)
        let then = crew.time.elapsed
        state.withLock { state in
            state.stored(parcel)
            state.queue.forget(conclusion.done)
            state.queue.joined(parcel.line, refused: conclusion.isSplit ? parcel.tasks.count : nil)
        }
        if let chat = conclusion.opened {
            state.withLock { state in
                state.underWay[parcel.number] = nil
                state.queue.open(parcel.line, back: conclusion.back + letter.overflow, now: then) {
                    $0.opened(as: chat)
                }
            }
            settled()
            bell.ring()
        } else {
            end(
                parcel, back: conclusion.back + letter.overflow,
                notBefore: conclusion.rest == .zero ? .zero : now + conclusion.rest, now: then)
        }
    }

    /// The service said that it is too much.
    private func throttle(_ retryAfter: Duration?, _ parcel: Parcel, now: Duration) {
        let pace = crew.pace
        let scope = parcel.lane.scope
        if let retryAfter { pace.pause(scope, for: retryAfter) }
        let lately = (
            inTwoSeconds: pace.count(scope, within: .seconds(2)), inHalfAMinute: pace.count(scope, within: .seconds(30))
        )
        let (cause, refused) = state.withLock { state in
            let cause = state.refusals.refused(in: scope.id, lately: lately, now: now)
            return (cause, state.refusals.lately(now: now))
        }
        switch cause {
        case .conversation: pace.refused(scope, accepted: nil)
        case .organisation:
            let tenant = parcel.lane.tenant
            pace.refused(tenant, accepted: max(1, pace.count(tenant, within: .seconds(1)) - refused))
        case .unknown: break
        }
    }

    /// A parcel is over.
    private func end(_ parcel: Parcel, back: [DeliveryTask], notBefore: Duration, now: Duration) {
        state.withLock { state in
            state.underWay[parcel.number] = nil
            state.queue.release(parcel.line, back: back, notBefore: notBefore, now: now)
        }
        settled()
        bell.ring()
    }

    /// Tells those who wait until something is off the wire.
    private func settled() {
        guard settlers.withLock({ !$0.isEmpty }) else { return }
        let over = state.withLock { state in
            settlers.withLock { settlers in
                let isOver = { (settler: Settler) in
                    !state.underWay.values.contains { $0.tasks.contains { settler.matches($0.delivery) } }
                }
                let over = settlers.filter(isOver)
                settlers.removeAll(where: isOver)
                return over
            }
        }
        for settler in over { settler.continuation.resume() }
    }
}
