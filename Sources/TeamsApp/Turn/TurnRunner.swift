internal import LockKit
internal import ServiceKit
internal import TeamsConnector

/// Runs turns, each once, in a task of its own that may outlive the request which brought it: a message is answered in
/// time also while its handler works on. Decisions are ``TurnLedger``'s; this obeys.
final class TurnRunner: Sendable {
    typealias Turn = @Sendable (RunningTurn) async -> TurnResponse
    private typealias Ledger = TurnLedger<
        CheckedContinuation<TurnResponse, Never>, Task<Void, Never>, CheckedContinuation<Void, Never>
    >

    private struct State {
        var ledger: Ledger
        var alarm: Task<Void, Never>?
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
        _ key: DeliveryKey?, bytes: Int, lateAnswer: TurnResponse, _ turn: @escaping Turn
    ) async -> TurnResponse {
        await withCheckedContinuation { waiter in
            let now = time.elapsed
            let actions = decide {
                $0.arrive(key, bodyBytes: bytes, waiter: waiter, lateAnswer: lateAnswer, at: now)
            }
            obey(actions)
            if let id = actions.run { start(id, turn) }
        }
    }

    /// Runs `turn` until it has to wait, on the thread that brought the request, and from there on wherever there is
    /// one: most turns are over before a change of threads would be.
    private func start(_ id: Int, _ turn: @escaping Turn) {
        // Owned by the ledger until it ends: drain() waits for it, the deadline and abandon() cancel it.
        let task = Task.immediate { self.finish(id, await turn(RunningTurn(id: id, runner: self))) }
        obey(decide { $0.began(id, task) })
    }

    private func finish(_ id: Int, _ response: TurnResponse) {
        let now = time.elapsed
        obey(decide { $0.finish(id, response, at: now) })
    }

    /// Answers the request that brought the turn `id` as if it were late, while it goes on.
    func answerNow(_ id: Int) { obey(decide { $0.answerNow(id) }) }

    /// Takes no new turn, and returns when those that run are over. When the task is cancelled, it cancels them and
    /// returns at once.
    func drain() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { drain in obey(decide { $0.close(drain) }) }
        } onCancel: {
            obey(decide { $0.abandon() })
        }
    }

    /// Asks the ledger, and sets the alarm before anybody else asks: a later alarm must not be replaced by an earlier
    /// one.
    private func decide(_ ask: (inout Ledger) -> Ledger.Actions) -> Ledger.Actions {
        state.withLock { state in
            let actions = ask(&state.ledger)
            guard let alarm = actions.alarm else { return actions }
            state.alarm?.cancel()
            switch alarm {
            case .stop: state.alarm = nil
            // Ends by itself at its instant, and is cancelled as soon as it is not needed.
            case .set(let number, let instant): state.alarm = Task { await ring(number, at: instant) }
            }
            return actions
        }
    }

    private func ring(_ number: Int, at instant: Duration) async {
        do { try await time.sleep(until: instant) } catch { return }
        let now = time.elapsed
        obey(decide { $0.ring(number, at: now) })
    }

    /// Does what the ledger wants done, but for the alarm and for a turn to run.
    private func obey(_ actions: Ledger.Actions) {
        for answer in actions.answers { answer.waiter.resume(returning: answer.response) }
        for task in actions.overdue {
            logger.error("A turn took longer than its deadline and was cancelled", ["deadline": "\(limits.turn)"])
            task.cancel()
        }
        for task in actions.abandoned { task.cancel() }
        for drain in actions.drained { drain.resume() }
    }
}
