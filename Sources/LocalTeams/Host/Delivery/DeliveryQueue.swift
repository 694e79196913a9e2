/// Which deliveries wait for which bot, and whose turn it is. One lane for each bot and conversation keeps their order;
/// the lanes of one bot take turns. Decides only: it knows no clock and no socket.
struct DeliveryQueue<Work: Sendable>: Sendable {
    struct Lane: Hashable, Sendable {
        let bot: AppID
        let conversation: ConversationID
    }

    /// What becomes of a delivery that wants to wait.
    enum Place: Hashable, Sendable {
        /// It is the first of its lane, and the lane has its turn now.
        case begins
        case waits
        /// Too many wait already.
        case full
        case closed
    }

    /// What follows on a delivery that is done.
    enum Turn: Sendable {
        /// The next of the same lane.
        case work(Work)
        /// The lane is at its end, and this one has its turn now.
        case lane(Lane)
        case nothing
    }

    private struct Entry {
        let work: Work
        /// Roughly what it costs while it waits, in bytes.
        let cost: Int
    }

    /// The deliveries of each lane that has any; the first is being worked on, or next.
    private var lanes: [Lane: Deque<Entry>] = [:]
    private(set) var waiting = 0
    private(set) var waitingBytes = 0
    /// By bot: how many lanes are at work.
    private var atWork: [AppID: Int] = [:]
    /// By bot: the lanes that have deliveries and no turn yet.
    private var ready: [AppID: Deque<Lane>] = [:]
    private var isClosed = false

    /// Puts `work` at the end of its lane.
    /// - Parameter cost: roughly what it costs while it waits, in bytes.
    mutating func add(_ work: Work, cost: Int, to lane: Lane) -> Place {
        if isClosed { return .closed }
        guard waiting < DeliveryLimits.maxWaiting, waitingBytes + cost <= DeliveryLimits.maxWaitingBytes,
            (lanes[lane]?.count ?? 0) < DeliveryLimits.maxWaitingInLane
        else { return .full }
        waiting += 1
        waitingBytes += cost
        lanes[lane, default: Deque()].append(Entry(work: work, cost: cost))
        guard lanes[lane]?.count == 1 else { return .waits }
        guard atWork[lane.bot, default: 0] < DeliveryLimits.maxLanesAtWork else {
            ready[lane.bot, default: Deque()].append(lane)
            return .waits
        }
        atWork[lane.bot, default: 0] += 1
        return .begins
    }

    /// What a lane that has its turn begins with.
    func first(of lane: Lane) -> Work? { lanes[lane]?.first?.work }

    /// Takes out the first delivery of a lane that is at work, and says what follows: in one step, so that no two work
    /// on one lane.
    mutating func finishFirst(of lane: Lane) -> Turn {
        guard let done = lanes[lane]?.popFirst() else { return .nothing }
        waiting -= 1
        waitingBytes -= done.cost
        if let next = lanes[lane]?.first { return .work(next.work) }
        lanes[lane] = nil
        if let other = ready[lane.bot]?.popFirst() { return .lane(other) }
        ready[lane.bot] = nil
        atWork[lane.bot, default: 1] -= 1
        if atWork[lane.bot] == 0 { atWork[lane.bot] = nil }
        return .nothing
    }

    /// Takes no more. What waits keeps its turns.
    mutating func close() { isClosed = true }
}

/// How many deliveries may wait, and what they may cost. With one more nothing is sent, and whoever caused it is told
/// so.
enum DeliveryLimits {
    static let maxWaitingInLane = 2_000
    static let maxWaiting = 20_000
    static let maxWaitingBytes = 128 << 20
    /// To how many conversations of one bot activities are posted at once; the others take turns.
    static let maxLanesAtWork = 128
}
