internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

/// What a lane knows, and what it does next. A value: instants are given, and what lets requests go is asked.
struct LaneState: Sendable {
    enum Step: Sendable {
        /// These go now.
        case deliver([Parcel])
        /// So many more deliveries are wanted from the store.
        case fetch(limit: Int, holding: Set<Int64>)
        /// Nothing can be done until then, or until news come.
        case wait(until: Duration?)
        /// Nothing is left to do.
        case end
    }
    /// So many deliveries that can go at any time are held at most.
    static let window = 250
    /// So many are held in all, those included that wait for their conversation.
    static let most = 4 * window
    /// So many requests are begun together.
    static let batch = 50
    /// A lane stays while something is due within so long.
    static let patience: Duration = .seconds(60)

    let tenant: TenantID
    var queue = LaneQueue()
    var pattern = LanePattern()
    var stop = LaneStop()
    var refusals = LaneRefusals()
    var meter = RequestMeter()
    var ways = RoundTrips()
    /// Those under way, from when they are admitted until their receipts are durable.
    var underWay: [Int: Parcel] = [:]
    private var lastNumber = 0
    /// Whether the store may have work that is not held.
    var hasMore = true
    /// Whether news came that may come before what is held.
    private(set) var isWoken = false
    /// How often news came.
    private(set) var news = 0
    var isFetching = false
    var isClosing = false
    /// When the next work is due that the store has.
    var nextDue: Duration?
    /// Before this instant the store is left alone: it failed.
    var storeRest: Duration = .zero
    var storeProblem: String?

    init(tenant: TenantID) { self.tenant = tenant }

    mutating func woken() {
        isWoken = true
        news += 1
    }

    /// What came of a request is stored. News that came while it was under way may have left work on it, such as an
    /// edit of a message that was just being sent, which the store has only now.
    mutating func stored(_ parcel: Parcel) {
        if parcel.news != news { isWoken = true }
    }

    /// Numbers what goes now.
    mutating func begin(_ parcel: Parcel) -> Int {
        lastNumber += 1
        underWay[lastNumber] = parcel
        return lastNumber
    }

    /// What to do next.
    /// - Parameters:
    ///   - perSecond: how many requests the service is believed to allow.
    ///   - isBlocked: whether receipts cannot be stored.
    ///   - most: how many may be under way at once, whatever the way to the service seems to take.
    ///   - admit: asks the pace.
    mutating func step(
        now: Duration, perSecond: Double, isBlocked: Bool, most: Int = most, admit: (Lane) -> Admission
    ) -> Step {
        queue.wake(at: now)
        guard !isClosing else { return underWay.isEmpty && !isFetching ? .end : .wait(until: nil) }
        guard !isBlocked, storeRest <= now else {
            // The journal tries the store by itself; whoever mends it rings.
            return .wait(until: max(storeRest, now + .seconds(1)))
        }
        if let fetch = fetch(now: now) { return fetch }
        var until = [queue.nextWake, nextDue].compactMap { $0 }.min()
        let parcels = parcels(now: now, perSecond: perSecond, most: most, until: &until, admit: admit)
        if !parcels.isEmpty { return .deliver(parcels) }
        if queue.isEmpty, !isFetching, !hasMore {
            pattern.isOver()
            guard let nextDue, nextDue <= now + Self.patience else { return .end }
        }
        return .wait(until: until)
    }

    private mutating func fetch(now: Duration) -> Step? {
        if let due = nextDue, due <= now {
            nextDue = nil
            isWoken = true
        }
        guard !isFetching else { return nil }
        let isLow = hasMore && queue.awake < Self.window / 4 && queue.places.count < Self.most
        guard isWoken || isLow else { return nil }
        // What is urgent finds a place also where all are taken.
        let limit = max(Self.window - queue.awake, Self.window / 10)
        isFetching = true
        isWoken = false
        return .fetch(limit: limit, holding: queue.places)
    }

    private mutating func parcels(
        now: Duration, perSecond: Double, most: Int, until: inout Duration?, admit: (Lane) -> Admission
    ) -> [Parcel] {
        var parcels: [Parcel] = []
        let room = min(ways.room(perSecond: perSecond), most)
        func wait(_ instant: Duration) { until = min(until ?? instant, instant) }
        while parcels.count < Self.batch, let (name, task) = queue.first() {
            if stop.reason != nil {
                guard underWay.isEmpty, parcels.isEmpty else { break }
                guard stop.nextTry <= now else {
                    wait(stop.nextTry)
                    break
                }
            }
            if task.priority != .urgent {
                guard underWay.count + parcels.count < room else { break }
                let earliest = pattern.earliest(perSecond: perSecond)
                guard earliest <= now else {
                    wait(earliest)
                    break
                }
            }
            let lane = Lane(of: task, count: queue.count(in: name))
            switch admit(lane) {
            case .go:
                pattern.sent(at: now)
                meter.sent(at: now)
                parcels.append(Parcel(line: name, lane: lane, tasks: queue.take(name)))
                continue
            case .conversation(let rest):
                queue.rest(name, until: rest.map { now + $0 })
                if let rest { wait(now + rest) }
                continue
            case .organisation(let rest):
                if let rest { wait(now + rest) }
            }
            break
        }
        return parcels
    }

    /// What is wrong, for people; nil when nothing is.
    var problem: String? { stop.reason?.text ?? storeProblem }
}
