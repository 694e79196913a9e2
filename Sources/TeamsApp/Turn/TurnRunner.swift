internal import LockKit
internal import ServiceKit

/// Runs turns, each once, in a task of its own that may outlive the request which brought it: a message is answered in
/// time also while its handler works on. Decisions are ``TurnLedger``'s.
final class TurnRunner: Sendable {
    private typealias Waiter = CheckedContinuation<TurnResponse, Never>

    private struct State {
        var ledger: TurnLedger<Waiter>
        var tasks: [Int: Task<Void, Never>] = [:]
        /// Rings when the ledger has something due; only the latest counts.
        var alarm: (number: Int, at: Duration, task: Task<Void, Never>)?
        var alarmCount = 0
        var drains: [CheckedContinuation<Void, Never>] = []
        var isAbandoned = false
    }

    private let state: Mutex<State>
    private let limits: TurnLimits
    private let time: Stopwatch
    private let logger: Log

    init(limits: TurnLimits, time: Stopwatch, logger: Log) {
        state = Mutex(State(ledger: TurnLedger(limits: limits)))
        self.limits = limits
        self.time = time
        self.logger = logger
    }

    /// How many turns run.
    var runningCount: Int { state.withLock { $0.ledger.runningCount } }

    /// Whether it takes no turn until another has ended.
    var isBusy: Bool { state.withLock { $0.ledger.isFull } }

    /// Whether it takes no turn any more.
    var isClosed: Bool { state.withLock { $0.ledger.isClosed } }

    /// Runs `turn`, unless the same activity was here before, and returns its response; or `lateAnswer` when it is not
    /// ready in time, while it goes on. ``TurnResponse/busy`` when too many run.
    /// - Parameter bytes: the size of the body.
    func answer(
        _ key: DeliveryKey?, bytes: Int, lateAnswer: TurnResponse, _ turn: @escaping @Sendable () async -> TurnResponse
    ) async -> TurnResponse {
        await withCheckedContinuation { waiter in
            let now = time.elapsed
            let arrival = state.withLock { state in
                let arrival = state.ledger.arrive(
                    key, bodyBytes: bytes, waiter: waiter, lateAnswer: lateAnswer, at: now)
                if case .answer = arrival { return arrival }
                setAlarm(at: now + min(limits.answer, limits.turn), in: &state)
                return arrival
            }
            switch arrival {
            case .run(let id): start(id, turn)
            case .wait: break
            case .answer(let waiter, let response): waiter.resume(returning: response)
            }
        }
    }

    /// Runs `turn` until it has to wait, on the thread that brought the request, and from there on wherever there is one:
    /// most turns are over before a change of threads would be.
    private func start(_ id: Int, _ turn: @escaping @Sendable () async -> TurnResponse) {
        // Owned by the ledger until it ends: drain() waits for it, the deadline and abandon() cancel it.
        let task = Task.immediate { self.finish(id, await turn()) }
        let isAbandoned = state.withLock { state in
            guard state.ledger.isRunning(id) else { return false }
            state.tasks[id] = task
            return state.isAbandoned
        }
        if isAbandoned { task.cancel() }
    }

    /// Takes no new turn, and returns when those that run are over. When the task is cancelled, it cancels them and
    /// returns at once.
    func drain() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isIdle = state.withLock { state in
                    state.ledger.close()
                    if state.ledger.runningCount == 0 || state.isAbandoned {
                        state.alarm?.task.cancel()
                        state.alarm = nil
                        return true
                    }
                    state.drains.append(continuation)
                    return false
                }
                if isIdle { continuation.resume() }
            }
        } onCancel: {
            abandon()
        }
    }

    private func abandon() {
        let (tasks, drains) = state.withLock { state in
            state.isAbandoned = true
            state.alarm?.task.cancel()
            state.alarm = nil
            defer { state.drains = [] }
            return (Array(state.tasks.values), state.drains)
        }
        for task in tasks { task.cancel() }
        for drain in drains { drain.resume() }
    }

    private func finish(_ id: Int, _ response: TurnResponse) {
        let now = time.elapsed
        let (waiters, drains) = state.withLock { state in
            let waiters = state.ledger.finish(id, response, at: now)
            state.tasks[id] = nil
            var drains: [CheckedContinuation<Void, Never>] = []
            if state.ledger.isClosed, state.ledger.runningCount == 0 {
                swap(&drains, &state.drains)
                state.alarm?.task.cancel()
                state.alarm = nil
            }
            return (waiters, drains)
        }
        for waiter in waiters { waiter.resume(returning: response) }
        for drain in drains { drain.resume() }
    }

    /// Sees to it that ``ring(_:)`` is called at `deadline` or before.
    private func setAlarm(at deadline: Duration, in state: inout State) {
        if let alarm = state.alarm, alarm.at <= deadline { return }
        state.alarm?.task.cancel()
        state.alarmCount += 1
        let number = state.alarmCount
        // Ends by itself at the deadline, and is cancelled as soon as it is not needed.
        let task = Task {
            do { try await time.sleep(until: deadline) } catch { return }
            ring(number)
        }
        state.alarm = (number, deadline, task)
    }

    private func ring(_ number: Int) {
        let now = time.elapsed
        let (due, overdue) = state.withLock { state in
            guard state.alarm?.number == number else { return (TurnLedger<Waiter>.Due(), [Task<Void, Never>]()) }
            let due = state.ledger.due(at: now)
            state.alarm = nil
            if let next = state.ledger.nextDeadline { setAlarm(at: next, in: &state) }
            return (due, due.overdue.compactMap { state.tasks[$0] })
        }
        for answer in due.answers { answer.waiter.resume(returning: answer.response) }
        for task in overdue {
            logger.error("A turn took longer than its deadline and was cancelled", ["deadline": "\(limits.turn)"])
            task.cancel()
        }
    }
}
