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
/// `Waiter` stands for a request that waits for its answer.
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

    struct Limits {
        var answer: Duration = .seconds(14)
        var turn: Duration = .seconds(300)
        /// How long an answered activity is remembered, and how many are.
        var memory: Duration = .seconds(120)
        var capacity = 20_000
    }

    private struct Running {
        let key: DeliveryKey?
        let lateAnswer: TurnResponse
        let deadline: Duration
        var isOverdue = false
        var waiters: [(waiter: Waiter, deadline: Duration)]
    }

    private enum Known {
        case running(ID)
        case answered(TurnResponse, forgetAt: Duration)
    }

    let limits: Limits
    private var running: [ID: Running] = [:]
    private var known: [DeliveryKey: Known] = [:]
    private var answered: ArraySlice<DeliveryKey> = []  // the oldest first
    private var nextID = 0
    private(set) var isClosed = false

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// How many turns run.
    var runningCount: Int { running.count }

    /// Whether the turn `id` runs.
    func isRunning(_ id: ID) -> Bool { running[id] != nil }

    /// When ``due(at:)`` has something to do next.
    var nextDeadline: Duration? {
        running.values.lazy.flatMap { turn in
            turn.waiters.lazy.map(\.deadline) + (turn.isOverdue ? [] : [turn.deadline])
        }.min()
    }

    /// An activity has come.
    ///
    /// - Parameters:
    ///   - key: tells a repeated delivery; nil for an activity without an id.
    ///   - lateAnswer: what it is answered when its handler is not ready in time.
    mutating func arrive(
        _ key: DeliveryKey?, waiter: Waiter, lateAnswer: TurnResponse, at now: Duration
    ) -> Arrival {
        forget(at: now)
        if let key, let earlier = known[key] {
            switch earlier {
            case .answered(let response, _):
                return .answer(waiter, response)
            case .running(let id):
                running[id]?.waiters.append((waiter, now + limits.answer))
                return .wait
            }
        }
        guard !isClosed else { return .answer(waiter, .failure(503, "The bot is shutting down")) }
        nextID += 1
        running[nextID] = Running(
            key: key, lateAnswer: lateAnswer, deadline: now + limits.turn,
            waiters: [(waiter, now + limits.answer)])
        if let key { known[key] = .running(nextID) }
        return .run(nextID)
    }

    /// The turn `id` is over. Returns who still waits for its response.
    mutating func finish(_ id: ID, _ response: TurnResponse, at now: Duration) -> [Waiter] {
        guard let turn = running.removeValue(forKey: id) else { return [] }
        if let key = turn.key {
            known[key] = .answered(response, forgetAt: now + limits.memory)
            answered.append(key)
            if answered.count > limits.capacity, let oldest = answered.popFirst() { known[oldest] = nil }
        }
        return turn.waiters.map(\.waiter)
    }

    /// Time has passed: answers those who have waited long enough, and names the turns that have taken too long.
    mutating func due(at now: Duration) -> Due {
        var due = Due()
        for id in running.keys.sorted() {
            guard var turn = running[id] else { continue }
            let late = turn.waiters.filter { $0.deadline <= now }
            due.answers += late.map { ($0.waiter, turn.lateAnswer) }
            turn.waiters.removeAll { $0.deadline <= now }
            if !turn.isOverdue, turn.deadline <= now {
                turn.isOverdue = true
                due.overdue.append(id)
            }
            running[id] = turn
        }
        return due
    }

    /// No new turn from now on.
    mutating func close() {
        isClosed = true
    }

    private mutating func forget(at now: Duration) {
        while let key = answered.first, case .answered(_, let forgetAt)? = known[key], forgetAt <= now {
            known[key] = nil
            answered.removeFirst()
        }
    }
}
