internal import JSONKit
internal import ServiceKit

/// The one owner of the world. An operation is applied, then what it changed is stored, then it is shown to people and
/// delivered to bots, in the order of the operations; only then is it acknowledged.
actor WorldHost {
    /// What an operation gave, and what it caused.
    struct Changed<Value: Sendable>: Sendable {
        let value: Value
        /// The deliveries that it caused, in order.
        let deliveries: [DeliveryTicket]
        /// Why bots that might have expected something got nothing.
        let skipped: [Skip]
    }

    /// An operation that is applied and not stored yet.
    private struct Waiting {
        let number: Int
        let effects: [Effect]
    }

    private struct Caused {
        var deliveries: [DeliveryTicket] = []
        var skipped: [Skip] = []
    }

    /// Where effects go.
    struct Outlets: Sendable {
        let deliverer: Deliverer
        let streams: StreamHub
        let log: WireLog
        /// Whether deliveries are signed at all.
        let signs: Bool
    }

    nonisolated let clock: WorldClock
    /// Answers that a fault holds up.
    nonisolated let delays: AnswerDelays
    private var world: World
    private let store: WorldStore?
    private let outlets: Outlets
    private var lastNumber = 0
    private var waiting: [Waiting] = []
    /// What operations caused whose effects were carried out along with those of a later one.
    private var caused: [Int: Caused] = [:]
    private var failure: LocalTeamsError?
    private let failures: AsyncStream<LocalTeamsError>
    private let announceFailure: AsyncStream<LocalTeamsError>.Continuation
    /// Ends the wait for `awaitedTimer`.
    private var endWait: AsyncStream<Void>.Continuation?
    private var awaitedTimer: Instant?

    init(_ world: World, store: WorldStore?, outlets: Outlets, clock: WorldClock) {
        self.world = world
        self.store = store
        self.outlets = outlets
        self.clock = clock
        delays = AnswerDelays(clock: clock)
        (failures, announceFailure) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Applies an operation. Returns once it is durable and its effects are on their way.
    /// - Throws: what the operation throws, after what it changed nevertheless is durable; a refusal with status 503
    ///   when the data file cannot be written.
    func change<Value: Sendable>(
        _ operation: @Sendable (inout World) throws -> Value
    ) async throws -> Changed<Value> {
        try checkUsable()
        if !clock.isVirtual { world.tick(WorldClock.machine) }
        let result = Result { try operation(&world) }
        let caused = try await settle(world.takeChanges())
        return Changed(value: try result.get(), deliveries: caused.deliveries, skipped: caused.skipped)
    }

    /// Applies what comes before an operation. What it changes is stored along with what the next ``change(_:)``
    /// changes: whoever begins with this calls that before anyone is answered.
    func prepare<Value: Sendable>(_ operation: @Sendable (inout World) throws -> Value) throws -> Value {
        try checkUsable()
        if !clock.isVirtual { world.tick(WorldClock.machine) }
        return try operation(&world)
    }

    /// Looks at the world. Sees nothing that is not durable.
    func read<Value: Sendable>(_ look: @Sendable (World) throws -> Value) async throws -> Value {
        try checkUsable()
        if !clock.isVirtual, let timer = world.nextTimer, timer <= WorldClock.machine {
            _ = try await change { _ in }
        }
        let result = Result { try look(world) }
        if !waiting.isEmpty { _ = try await settle(Changes(), isBarrier: true) }
        return try result.get()
    }

    /// Looks at the world as it is now, durable or not: for the log, and for what decides before anything is looked up.
    func glance<Value: Sendable>(_ look: @Sendable (World) -> Value) -> Value { look(world) }

    /// Moves a virtual clock to `instant`: what becomes due fires in order, in the world and among those who sleep on
    /// the clock.
    /// - Throws: a refusal on a real clock, or when the clock would go back.
    func advance(to instant: Instant) async throws {
        while let deadline = clock.nextDeadline, deadline <= instant, deadline > world.now {
            _ = try await change { try $0.advance(to: deadline) }
            clock.set(deadline)
        }
        _ = try await change { try $0.advance(to: instant) }
        clock.set(instant)
    }

    /// Brings the workspace back that the world was made from.
    func reset() async throws {
        _ = try await change { $0.reset() }
        if clock.isVirtual { clock.set(world.now) }
        delays.release()
    }

    /// Fires timers on the machine's clock until its task is cancelled.
    /// - Throws: when the data file cannot be written.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [failures] in
                for await failure in failures { throw failure }
            }
            group.addTask { try await self.runTimers() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Waits for what was accepted, and closes the store.
    func close() async {
        _ = try? await settle(Changes(), isBarrier: true)
        store?.close()
    }

    private func runTimers() async throws {
        while !Task.isCancelled {
            // A virtual clock is moved by hand: see advance(to:).
            awaitedTimer = clock.isVirtual ? nil : world.nextTimer
            if let timer = awaitedTimer, timer <= WorldClock.machine {
                _ = try await change { _ in }
            } else {
                await wait(until: awaitedTimer)
            }
        }
    }

    /// Returns at `timer`, or when the next timer is another one, or when cancelled.
    private func wait(until timer: Instant?) async {
        // A stream ends when a task that reads it is cancelled: each wait has one of its own.
        let (isOver, continuation) = AsyncStream.makeStream(of: Void.self)
        endWait = continuation
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in isOver {}
            }
            if let timer {
                // On the real clock only; whatever changes the timers ends the wait before.
                let left = timer.milliseconds - WorldClock.machine.milliseconds
                group.addTask { try? await Task.sleep(for: .milliseconds(max(0, left))) }
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func checkUsable() throws {
        if let failure { throw Refusal(status: 503, code: "ServiceUnavailable", message: failure.message) }
    }

    /// Stores what an operation changed and carries out its effects.
    private func settle(_ changes: Changes, isBarrier: Bool = false) async throws -> Caused {
        guard isBarrier || !changes.isEmpty else { return Caused() }
        lastNumber += 1
        let number = lastNumber
        waiting.append(Waiting(number: number, effects: changes.effects))
        // The store writes in the order in which it is asked, and asking comes before the first suspension: when this
        // write is durable, so are those of all operations before it.
        if let store, !changes.records.isEmpty || waiting.count > 1 {
            do {
                try await store.store(changes.records)
            } catch {
                failure = error
                announceFailure.yield(error)
                throw Refusal(status: 503, code: "ServiceUnavailable", message: error.message)
            }
        }
        carryOut(through: number)
        rearmIfTimerChanged()
        return caused.removeValue(forKey: number) ?? Caused()
    }

    private func carryOut(through number: Int) {
        let ready = waiting.prefix { $0.number <= number }
        waiting.removeFirst(ready.count)
        for operation in ready {
            caused[operation.number] = carryOut(operation.effects)
        }
    }

    private func carryOut(_ effects: [Effect]) -> Caused {
        var caused = Caused()
        for effect in effects {
            switch effect {
            case .show(let people, let event):
                outlets.streams.send(event, to: people)
            case .deliver(let delivery):
                let isSigned = outlets.signs && world.bot(delivery.bot)?.auth != false
                caused.deliveries.append(outlets.deliverer.enqueue(delivery, isSigned: isSigned))
            case .skip(let skip):
                caused.skipped.append(skip)
                outlets.log.append(
                    WireLogEntry(
                        notSent: skip.reason.rawValue, at: world.now, bot: skip.bot, conversation: skip.conversation,
                        message: skip.message, readers: skip.readers))
            }
        }
        return caused
    }

    private func rearmIfTimerChanged() {
        guard !clock.isVirtual, world.nextTimer != awaitedTimer else { return }
        endWait?.finish()
    }
}
