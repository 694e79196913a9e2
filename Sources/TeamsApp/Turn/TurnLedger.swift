/// Which delivery of an activity this is. Two deliveries with one key are the same activity, posted again.
struct DeliveryKey: Hashable, Sendable {
    let conversation: String
    let activity: String
    let type: String
    /// A digest of the body, for types whose activities bear the id of what they are about: two edits of one message
    /// have one id, and differ in what they say.
    let digest: [UInt8]
}

/// Knows the turns that run and those that were answered lately, and who waits for them. Has no clock and no task:
/// times are given as the time since the app started.
///
/// `Waiter` stands for a request that waits for its answer. Every operation costs the same however many turns run.
struct TurnLedger<Waiter> {
    typealias ID = Int

    /// What to do with an activity that has come.
    enum Arrival {
        /// Run it as this turn; the waiter is kept.
        case run(ID)
        /// The same activity is running; the waiter is kept.
        case wait
        /// The same activity was answered, or nothing is taken any more: here is the waiter back, with its answer.
        case answer(Waiter, TurnResponse)
    }

    /// What to do because time has passed.
    struct Due {
        var answers: [(waiter: Waiter, response: TurnResponse)] = []
        var overdue: [ID] = []
    }

    private typealias Waiting = (waiter: Waiter, deadline: Duration)

    private struct Running {
        let key: DeliveryKey?
        let lateAnswer: TurnResponse
        let bodyBytes: Int
        /// Who waits, in the order of arrival; most turns have one, which costs no array.
        var first: Waiting?
        var more: [Waiting] = []
    }

    private enum Known {
        case running(ID)
        case answered(TurnResponse, forgetAt: Duration)
    }

    let limits: TurnLimits
    private var running = TurnSlots<Running>()
    private var known: [DeliveryKey: Known] = [:]
    private var answered: ArraySlice<DeliveryKey> = []  // the oldest first
    private var answerDeadlines = DeadlineQueue()
    private var turnDeadlines = DeadlineQueue()
    private var waitingCount = 0
    private var bodyBytes = 0
    private(set) var isClosed = false

    init(limits: TurnLimits = TurnLimits()) {
        self.limits = limits
    }

    /// How many turns run.
    var runningCount: Int { running.count }

    /// Whether as many turns run as may.
    var isFull: Bool { running.count >= limits.turns || bodyBytes >= limits.bodyBytes }

    /// How many deadlines are kept: never many more than turns run.
    var deadlineCount: Int { answerDeadlines.count + turnDeadlines.count }

    /// Whether the turn `id` runs.
    func isRunning(_ id: ID) -> Bool { running.contains(id) }

    /// When ``due(at:)`` has something to do next.
    var nextDeadline: Duration? {
        [answerDeadlines.next?.at, turnDeadlines.next?.at].compactMap { $0 }.min()
    }

    /// An activity has come.
    ///
    /// - Parameters:
    ///   - key: tells a repeated delivery; nil for an activity without an id.
    ///   - bodyBytes: the size of the request's body, which its turn keeps in memory.
    ///   - lateAnswer: what it is answered when its handler is not ready in time.
    mutating func arrive(
        _ key: DeliveryKey?, bodyBytes: Int = 0, waiter: Waiter, lateAnswer: TurnResponse, at now: Duration
    ) -> Arrival {
        forget(at: now)
        if let key, let earlier = known[key] {
            switch earlier {
            case .answered(let response, _): return .answer(waiter, response)
            case .running(let id): return join(id, waiter, at: now)
            }
        }
        guard !isClosed else { return .answer(waiter, .failure(503, "The bot is shutting down")) }
        guard !isFull else { return .answer(waiter, .busy) }
        let id = running.insert(
            Running(
                key: key, lateAnswer: lateAnswer, bodyBytes: bodyBytes, first: (waiter, now + limits.answer)))
        answerDeadlines.add(id, at: now + limits.answer)
        turnDeadlines.add(id, at: now + limits.turn)
        waitingCount += 1
        self.bodyBytes += bodyBytes
        if let key { known[key] = .running(id) }
        return .run(id)
    }

    private mutating func join(_ id: ID, _ waiter: Waiter, at now: Duration) -> Arrival {
        guard let turn = running[id], turn.more.count + 1 < limits.waitersOfTurn else { return .answer(waiter, .busy) }
        running[id]?.more.append((waiter, now + limits.answer))
        answerDeadlines.add(id, at: now + limits.answer)
        waitingCount += 1
        return .wait
    }

    /// The turn `id` is over. Returns who still waits for its response.
    mutating func finish(_ id: ID, _ response: TurnResponse, at now: Duration) -> [Waiter] {
        guard let turn = running.remove(id) else { return [] }
        bodyBytes -= turn.bodyBytes
        if let key = turn.key {
            known[key] = .answered(response, forgetAt: now + limits.memory)
            answered.append(key)
            if answered.count > limits.capacity, let oldest = answered.popFirst() { known[oldest] = nil }
        }
        var waiters = turn.more.map(\.waiter)
        if let first = turn.first { waiters.insert(first.waiter, at: 0) }
        waitingCount -= waiters.count
        prune()
        return waiters
    }

    /// Time has passed: answers those who have waited long enough, and names the turns that have taken too long.
    mutating func due(at now: Duration) -> Due {
        var due = Due()
        while let next = answerDeadlines.next, next.at <= now {
            answerDeadlines.removeNext()
            guard let turn = running[next.id] else { continue }
            if let first = turn.first, first.deadline <= now {
                running[next.id]?.first = nil
                due.answers.append((first.waiter, turn.lateAnswer))
            }
            let late = turn.more.prefix { $0.deadline <= now }
            guard !late.isEmpty else { continue }
            due.answers += late.map { ($0.waiter, turn.lateAnswer) }
            running[next.id]?.more.removeFirst(late.count)
        }
        waitingCount -= due.answers.count
        while let next = turnDeadlines.next, next.at <= now {
            turnDeadlines.removeNext()
            guard running.contains(next.id) else { continue }
            due.overdue.append(next.id)
        }
        prune()
        return due
    }

    /// No new turn from now on.
    mutating func close() {
        isClosed = true
    }

    private mutating func prune() {
        let running = running
        answerDeadlines.prune(living: waitingCount) { running.contains($0.id) }
        turnDeadlines.prune(living: running.count) { running.contains($0.id) }
    }

    private mutating func forget(at now: Duration) {
        while let key = answered.first, case .answered(_, let forgetAt)? = known[key], forgetAt <= now {
            known[key] = nil
            answered.removeFirst()
        }
    }
}
