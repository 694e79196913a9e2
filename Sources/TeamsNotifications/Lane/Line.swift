internal import TeamsModels

/// The deliveries of one conversation, in the order in which they go: by priority, then by arrival. One request is
/// under way at a time. A value.
struct Line: Sendable {
    /// Where a line stands.
    enum Place: Sendable, Hashable {
        /// It waits for its turn among those of this rank.
        case ready(Int)
        /// Its time comes later.
        case asleep
        /// Something else in the conversation must be over first.
        case parked
        /// A request is under way.
        case busy
    }

    private(set) var tasks: [DeliveryTask] = []
    var place = Place.asleep
    /// Before this instant nothing goes there.
    var notBefore: Duration = .zero
    /// How many connections for it did not come about.
    var unconnected = 0
    /// So many texts are joined at most: fewer after the service did not want a message of several.
    private(set) var mostJoined = Digest.longest
    /// How many of the tasks are new texts for everyone, which can be joined.
    private(set) var texts = 0

    /// How many wait in vain for now.
    var dormant: Int { place == .asleep || place == .parked ? tasks.count : 0 }

    var rank: Int { tasks.first?.priority.rank ?? 0 }

    /// Behind all that go before it by priority.
    mutating func add(_ task: DeliveryTask) {
        var place = tasks.count
        while place > 0, tasks[place - 1].priority.rank > task.priority.rank { place -= 1 }
        insert(task, at: place)
    }

    /// In front of all others: they were under way.
    mutating func putBack(_ tasks: [DeliveryTask]) {
        for task in tasks.reversed() { insert(task, at: 0) }
    }

    private mutating func insert(_ task: DeliveryTask, at place: Int) {
        tasks.insert(task, at: place)
        if task.isJoinable { texts += 1 }
    }

    /// Takes those that go in the next request: one, or texts that are joined, or all that change one message.
    mutating func take() -> [DeliveryTask] {
        guard let first = tasks.first else { return [] }
        var count = 1
        if first.delivery.target.route == .activityFeed {
            count = min(tasks.count, mostJoined)
        } else if first.isJoinable, texts > Digest.threshold || mostJoined < Digest.longest {
            let run = tasks.prefix(mostJoined).prefix {
                $0.isJoinable && $0.delivery.target.conversation == first.delivery.target.conversation
            }
            count = run.count
        } else if first.isText, first.work != .send, let message = first.delivery.activityID {
            let isSame = { (task: DeliveryTask) in
                task.isText && task.work != .send && task.delivery.activityID == message
            }
            let same = tasks.filter(isSame)
            tasks.removeAll(where: isSame)
            return same
        }
        let taken = Array(tasks.prefix(count))
        tasks.removeFirst(count)
        texts -= taken.count { $0.isJoinable }
        return taken
    }

    /// The service refused a message of so many texts for good, or (nil) took what went. One of them must be at fault,
    /// and goes alone in the end.
    mutating func joined(refused count: Int?) {
        mostJoined = count.map { max(1, $0 / 2) } ?? min(mostJoined * 2, Digest.longest)
    }

    /// Removes those that match.
    mutating func remove(where matches: (DeliveryTask) -> Bool) -> [DeliveryTask] {
        let gone = tasks.filter(matches)
        guard !gone.isEmpty else { return [] }
        tasks.removeAll(where: matches)
        texts -= gone.count { $0.isJoinable }
        return gone
    }

    /// Takes those away that would wait for long, from the end: all but so many messages.
    mutating func shed() -> [DeliveryTask] {
        // Feeds take a hundred at a time: none waits for long.
        if tasks.first?.delivery.target.route == .activityFeed { return [] }
        let most = texts > Digest.threshold ? Self.mostTexts : Self.most
        guard tasks.count > most else { return [] }
        let shed = Array(tasks[most...])
        tasks.removeLast(shed.count)
        texts -= shed.count { $0.isJoinable }
        return shed
    }

    /// So many wait in memory: a minute's worth.
    static let most = 128
    static let mostTexts = 7 * Digest.longest
}

extension DeliveryTask {
    /// Whether it can be joined with other texts.
    var isJoinable: Bool {
        isText && work == .send && !delivery.target.isTargeted && delivery.target.route != .activityFeed
    }

    /// Which conversation it waits for; the person, while the chat is not known.
    var line: String {
        if delivery.target.route == .activityFeed { return feedLine }
        if let conversation = delivery.target.conversation { return conversation.base.rawValue }
        return "\(delivery.target.tenant) \(member?.rawValue ?? "")"
    }

    /// The person to open a chat with.
    var member: AccountID? { delivery.target.account ?? delivery.target.user.map { AccountID(rawValue: $0) } }
}
