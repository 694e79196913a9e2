/// Knows the turns that run and those that were answered lately, who waits for them, when the alarm must ring, and who
/// waits for the end of all. Has no clock and no task: times are given as the time since the app started, and what is
/// to be done is returned.
///
/// `Waiter` stands for a request that waits for its answer, `Work` for the task of a turn, `Drain` for one who waits
/// until no turn runs. Every operation costs the same however many turns run.
struct TurnLedger<Waiter, Work, Drain> {
    typealias ID = Int
    typealias Actions = TurnActions<Waiter, Work, Drain>
    private typealias Waiting = (waiter: Waiter, deadline: Duration)

    private struct Running {
        let key: DeliveryKey?
        let lateAnswer: TurnResponse
        let bodyBytes: Int
        /// Who waits, in the order of arrival; most turns have one, which costs no array.
        var first: Waiting?
        var more: [Waiting] = []
        /// Its task, once that is known.
        var work: Work?
        /// Whether its task is to be cancelled as soon as it is known.
        var isOverdue = false
    }

    private enum Known {
        case running(ID)
        case answered(TurnResponse, forgetAt: Duration)
    }

    /// Whether new turns are taken.
    private enum Phase {
        case open
        /// No new turn; these wait for the last one.
        case draining([Drain])
        /// No new turn, and nobody waits for those that run: their tasks are cancelled.
        case abandoned
    }

    let limits: TurnLimits
    private var running = TurnSlots<Running>()
    private var known: [DeliveryKey: Known] = [:]
    private var answered: ArraySlice<DeliveryKey> = []  // the oldest first
    private var answerDeadlines = DeadlineQueue()
    private var turnDeadlines = DeadlineQueue()
    private var waitingCount = 0
    private var bodyBytes = 0
    private var phase = Phase.open
    private var alarm: (number: Int, at: Duration)?
    private var alarmCount = 0

    init(limits: TurnLimits = TurnLimits()) {
        self.limits = limits
    }

    /// How many turns run.
    var runningCount: Int { running.count }

    /// Whether as many turns run as may.
    var isFull: Bool { running.count >= limits.turns || bodyBytes >= limits.bodyBytes }

    /// Whether no turn is taken any more.
    var isClosed: Bool { if case .open = phase { false } else { true } }

    /// How many deadlines are kept: never many more than turns run.
    var deadlineCount: Int { answerDeadlines.count + turnDeadlines.count }
}

// What happens to turns.
extension TurnLedger {
    /// An activity has come: it is run, or waits for the same one, or is answered at once.
    ///
    /// - Parameters:
    ///   - key: tells a repeated delivery; nil for an activity without an id.
    ///   - bodyBytes: the size of the request's body, which its turn keeps in memory.
    ///   - lateAnswer: what it is answered when its handler is not ready in time.
    mutating func arrive(
        _ key: DeliveryKey?, bodyBytes: Int = 0, waiter: Waiter, lateAnswer: TurnResponse, at now: Duration
    ) -> Actions {
        forget(at: now)
        if let key, let earlier = known[key] {
            switch earlier {
            case .answered(let response, _): return answer(waiter, response)
            case .running(let id): return join(id, waiter, at: now)
            }
        }
        guard !isClosed else { return answer(waiter, .failure(503, "The bot is shutting down")) }
        guard !isFull else { return answer(waiter, .busy) }
        let id = running.insert(
            Running(
                key: key, lateAnswer: lateAnswer, bodyBytes: bodyBytes, first: (waiter, now + limits.answer)))
        answerDeadlines.add(id, at: now + limits.answer)
        turnDeadlines.add(id, at: now + limits.turn)
        waitingCount += 1
        self.bodyBytes += bodyBytes
        if let key { known[key] = .running(id) }
        var actions = Actions()
        actions.run = id
        actions.alarm = alarm(before: now + min(limits.answer, limits.turn))
        return actions
    }

    private mutating func join(_ id: ID, _ waiter: Waiter, at now: Duration) -> Actions {
        guard let turn = running[id], turn.more.count + 1 < limits.waitersOfTurn else { return answer(waiter, .busy) }
        running[id]?.more.append((waiter, now + limits.answer))
        answerDeadlines.add(id, at: now + limits.answer)
        waitingCount += 1
        var actions = Actions()
        actions.alarm = alarm(before: now + limits.answer)
        return actions
    }

    private func answer(_ waiter: Waiter, _ response: TurnResponse) -> Actions {
        var actions = Actions()
        actions.answers = [(waiter, response)]
        return actions
    }

    /// The turn `id` has the task `work`, unless it is over already.
    mutating func began(_ id: ID, _ work: Work) -> Actions {
        var actions = Actions()
        guard let turn = running[id] else { return actions }
        running[id]?.work = work
        if case .abandoned = phase {
            actions.abandoned = [work]
        } else if turn.isOverdue {
            actions.overdue = [work]
        }
        return actions
    }

    /// The turn `id` is over: whoever waits still is answered.
    mutating func finish(_ id: ID, _ response: TurnResponse, at now: Duration) -> Actions {
        var actions = Actions()
        guard let turn = running.remove(id) else { return actions }
        bodyBytes -= turn.bodyBytes
        if let key = turn.key {
            known[key] = .answered(response, forgetAt: now + limits.memory)
            answered.append(key)
            if answered.count > limits.capacity, let oldest = answered.popFirst() { known[oldest] = nil }
        }
        if let first = turn.first { actions.answers = [(first.waiter, response)] }
        actions.answers += turn.more.map { ($0.waiter, response) }
        waitingCount -= actions.answers.count
        prune()
        guard running.count == 0, case .draining(let drains) = phase else { return actions }
        phase = .draining([])
        actions.drained = drains
        actions.alarm = stopAlarm()
        return actions
    }

    /// The turn `id` is going to wait for something: whoever waits for its answer gets the late one now.
    mutating func answerNow(_ id: ID) -> Actions {
        var actions = Actions()
        guard let turn = running[id] else { return actions }
        actions.answers = ([turn.first].compactMap { $0 } + turn.more).map { ($0.waiter, turn.lateAnswer) }
        running[id]?.first = nil
        running[id]?.more = []
        waitingCount -= actions.answers.count
        prune()
        return actions
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

// What happens as time passes.
extension TurnLedger {
    /// When an answer or a turn is due next.
    var nextDeadline: Duration? {
        [answerDeadlines.next?.at, turnDeadlines.next?.at].compactMap { $0 }.min()
    }

    /// The alarm of this number has rung: those who have waited long enough are answered, and turns that have taken too
    /// long end. One that counts no more changes nothing.
    mutating func ring(_ number: Int, at now: Duration) -> Actions {
        var actions = Actions()
        guard alarm?.number == number else { return actions }
        alarm = nil
        answerLate(&actions, at: now)
        endOverdue(&actions, at: now)
        prune()
        if let next = nextDeadline { actions.alarm = alarm(before: next) }
        return actions
    }

    private mutating func answerLate(_ actions: inout Actions, at now: Duration) {
        while let next = answerDeadlines.next, next.at <= now {
            answerDeadlines.removeNext()
            guard let turn = running[next.id] else { continue }
            if let first = turn.first, first.deadline <= now {
                running[next.id]?.first = nil
                actions.answers.append((first.waiter, turn.lateAnswer))
            }
            let late = turn.more.prefix { $0.deadline <= now }
            guard !late.isEmpty else { continue }
            actions.answers += late.map { ($0.waiter, turn.lateAnswer) }
            running[next.id]?.more.removeFirst(late.count)
        }
        waitingCount -= actions.answers.count
    }

    private mutating func endOverdue(_ actions: inout Actions, at now: Duration) {
        while let next = turnDeadlines.next, next.at <= now {
            turnDeadlines.removeNext()
            guard let turn = running[next.id] else { continue }
            running[next.id]?.isOverdue = true
            if let work = turn.work { actions.overdue.append(work) }
        }
    }

    /// Sees to it that the alarm rings at `deadline` or before.
    private mutating func alarm(before deadline: Duration) -> Actions.Alarm? {
        if let alarm, alarm.at <= deadline { return nil }
        if case .abandoned = phase { return nil }
        alarmCount += 1
        alarm = (alarmCount, deadline)
        return .set(number: alarmCount, at: deadline)
    }

    private mutating func stopAlarm() -> Actions.Alarm? {
        guard alarm != nil else { return nil }
        alarm = nil
        return .stop
    }
}

// The end.
extension TurnLedger {
    /// Takes no new turn from now on; `drain` is told once none runs.
    mutating func close(_ drain: Drain) -> Actions {
        var actions = Actions()
        if case .abandoned = phase {
            actions.drained = [drain]
            return actions
        }
        guard running.count > 0 else {
            phase = .draining([])
            actions.drained = [drain]
            actions.alarm = stopAlarm()
            return actions
        }
        if case .draining(let others) = phase {
            phase = .draining(others + [drain])
        } else {
            phase = .draining([drain])
        }
        return actions
    }

    /// Nobody waits for the turns that run any more: all of them are cancelled, and whoever waits for the last one is
    /// told.
    mutating func abandon() -> Actions {
        var actions = Actions()
        if case .draining(let drains) = phase { actions.drained = drains }
        phase = .abandoned
        running.forEach { turn in if let work = turn.work { actions.abandoned.append(work) } }
        actions.alarm = stopAlarm()
        return actions
    }
}
