internal import SQLCore

/// Decides who gets which connection, and when connections are made and closed. Knows no clock, no socket and no
/// chance: instants and random numbers are given, and what is to be done is answered.
struct PoolState {
    struct Limits: Hashable, Sendable {
        var min: Int
        var max: Int
        /// How many may wait.
        var maxWaiting: Int
        /// How long somebody waits.
        var waiting: Duration
        /// How long a connection beyond `min` is kept that nobody uses.
        var idle: Duration
    }

    enum Action: Hashable {
        /// Make a connection, and call it so.
        case connect(Int)
        case lend(Int, to: Int)
        case refuse(Int, StoreError)
        case close(Int)
        /// Everything is over.
        case finish
    }

    private let limits: Limits
    private let place: String
    private var line = WaitingLine()
    /// The deadlines of those that have a connection, in case that they come back.
    private var deadlines: [Int: Duration] = [:]
    private var connecting: Set<Int> = []
    /// The connections that nobody has, those used last at the end, with the time since when.
    private var idle: [(link: Int, since: Duration)] = []
    private var lent: Set<Int> = []
    private var backoff = Backoff()
    private var retryAt: Duration?
    private var problem: StoreError?
    private var isClosing = false
    private var isFinished = false
    private var nextLink = 1

    /// - Parameter place: what messages call the database.
    init(_ limits: Limits, place: String) {
        self.limits = limits
        self.place = place
    }

    var waitingCount: Int { line.count }
    var openCount: Int { idle.count + lent.count }

    /// Makes what is wanted from the start.
    mutating func start(at now: Duration) -> [Action] { settled([], at: now) }

    /// Somebody wants a connection.
    mutating func ask(_ waiter: Int, at now: Duration) -> [Action] {
        if isClosing { return [.refuse(waiter, .isClosed)] }
        if let problem, openCount == 0, retryAt ?? now > now, problem.code.isLasting {
            return [.refuse(waiter, problem)]
        }
        guard line.count < limits.maxWaiting || !idle.isEmpty else {
            return [
                .refuse(
                    waiter,
                    StoreError(
                        .tooManyWait, "\(limits.maxWaiting) wait for a connection to \(place) already; try again later")
                )
            ]
        }
        line.append(waiter, until: now + limits.waiting)
        return settled([], at: now)
    }

    /// Who got a connection that turned out dead, before it was used, wants another.
    mutating func askAgain(_ waiter: Int, at now: Duration) -> [Action] {
        line.prepend(waiter, until: deadlines[waiter] ?? now + limits.waiting)
        return settled([], at: now)
    }

    /// Somebody does not want a connection any more. - Returns: whether it waited.
    mutating func withdraw(_ waiter: Int) -> Bool { line.remove(waiter) }

    mutating func connected(_ link: Int, at now: Duration) -> [Action] {
        guard connecting.remove(link) != nil, !isFinished else { return [.close(link)] }
        backoff.succeeded()
        retryAt = nil
        problem = nil
        idle.append((link, now))
        return settled([], at: now)
    }

    /// A connection could not be made.
    mutating func failed(_ link: Int, _ error: StoreError, jitter: Double, at now: Duration) -> [Action] {
        guard connecting.remove(link) != nil else { return [] }
        problem = error
        retryAt = now + backoff.failed(jitter: jitter)
        var actions: [Action] = []
        if openCount == 0, error.code.isLasting || isClosing {
            actions = line.removeAll().map { .refuse($0, error) }
        }
        return settled(actions, at: now)
    }

    /// A connection comes back from who had it.
    mutating func giveBack(_ link: Int, from waiter: Int, isUsable: Bool, at now: Duration) -> [Action] {
        deadlines[waiter] = nil
        guard lent.remove(link) != nil else { return [] }
        guard isUsable else { return settled([.close(link)], at: now) }
        idle.append((link, now))
        return settled([], at: now)
    }

    /// A connection broke, and is closed already.
    mutating func lost(_ link: Int, at now: Duration) -> [Action] {
        lent.remove(link)
        idle.removeAll { $0.link == link }
        return settled([], at: now)
    }

    /// What is due.
    mutating func tick(at now: Duration) -> [Action] {
        var actions: [Action] = []
        while let deadline = line.firstDeadline, deadline <= now, let (waiter, _) = line.popFirst() {
            actions.append(.refuse(waiter, tooLate))
        }
        while let (link, since) = idle.first, since + limits.idle <= now, openCount > limits.min {
            idle.removeFirst()
            actions.append(.close(link))
        }
        return settled(actions, at: now)
    }

    /// When ``tick(at:)`` has something to do.
    var nextTick: Duration? {
        mutating get {
            let surplus = openCount > limits.min ? idle.first.map { $0.since + limits.idle } : nil
            return [line.firstDeadline, surplus, wanted > 0 ? retryAt : nil].compactMap { $0 }.min()
        }
    }

    /// Nobody gets in any more. Who waits is served still.
    mutating func beginShutdown(at now: Duration) -> [Action] {
        isClosing = true
        return settled([], at: now)
    }

    private var tooLate: StoreError {
        let time = "\(limits.waiting / .seconds(1)) s"
        if openCount == 0 {
            return problem ?? StoreError(.unreachable, "\(place) did not answer within \(time)")
        }
        let all = "all \(openCount) connections to \(place) are in use, and none came free within \(time)"
        guard let problem, openCount < limits.max else {
            return StoreError(.busy, "\(all); raise the size of the pool, or ask for less at once")
        }
        return StoreError(problem.code, "\(all); there are not more since: \(problem.message)")
    }

    /// How many connections are missing.
    private var wanted: Int {
        let needed = lent.count + line.count
        let target = isClosing ? needed : max(limits.min, needed)
        return max(0, min(target, limits.max) - openCount - connecting.count)
    }

    /// Lends what is free, makes what is missing, and ends when it shall.
    private mutating func settled(_ done: [Action], at now: Duration) -> [Action] {
        var actions = done
        while !idle.isEmpty, let (waiter, deadline) = line.popFirst(), let (link, _) = idle.popLast() {
            lent.insert(link)
            deadlines[waiter] = deadline
            actions.append(.lend(link, to: waiter))
        }
        if retryAt ?? now <= now {
            retryAt = nil
            // After a failure one goes ahead, and the others follow once it has come through.
            let most = backoff.failures > 0 ? max(0, 1 - connecting.count) : limits.max
            for _ in 0..<min(wanted, most) {
                connecting.insert(nextLink)
                actions.append(.connect(nextLink))
                nextLink += 1
            }
        }
        if isClosing, !isFinished, line.count == 0 {
            for (link, _) in idle { actions.append(.close(link)) }
            idle = []
            if lent.isEmpty {
                isFinished = true
                actions.append(.finish)
            }
        }
        return actions
    }
}
