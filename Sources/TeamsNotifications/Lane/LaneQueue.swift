/// What a lane holds: deliveries by conversation, and which conversations can get something. A value; nothing in it
/// costs more the more it holds, but for what drops many at once.
struct LaneQueue: Sendable {
    private var lines: [String: Line] = [:]
    private var ready = Array(repeating: FirstInFirstOut<String>(), count: NotificationPriority.allCases.count)
    private var sleepers = WakeUps()
    private var parked: Set<String> = []
    /// The places of all that it holds, those under way included.
    private(set) var places: Set<Int64> = []
    /// How many wait in conversations that can get nothing for now.
    private(set) var dormant = 0

    var isEmpty: Bool { places.isEmpty }
    /// How many are under way or can go at any time.
    var awake: Int { places.count - dormant }
    /// When the next sleeping line wakes.
    var nextWake: Duration? { sleepers.next }

    /// Takes deliveries that are not held yet.
    /// - Returns: those that would wait for so long that the store had better keep them, with the number of messages
    ///   before each in its conversation.
    mutating func add(_ tasks: [DeliveryTask], now: Duration) -> [(task: DeliveryTask, behind: Int)] {
        var touched: Set<String> = []
        for task in tasks where places.insert(task.delivery.place).inserted {
            let name = task.line
            change(name, orMake: true) { $0.add(task) }
            touched.insert(name)
        }
        var surplus: [(task: DeliveryTask, behind: Int)] = []
        for name in touched {
            var shed: [DeliveryTask] = []
            var kept = 0
            change(name) { line in
                shed = line.shed()
                kept = line.tasks.count
            }
            for (number, task) in shed.enumerated() { surplus.append((task, kept + number)) }
            forget(shed)
            settle(name, now: now)
        }
        return surplus
    }

    /// The conversation whose turn it is, and its first delivery; nil when none can get anything.
    mutating func first() -> (name: String, task: DeliveryTask)? {
        for rank in ready.indices {
            while let name = ready[rank].peek {
                if let line = lines[name], line.place == .ready(rank), let task = line.tasks.first {
                    return (name, task)
                }
                // It was moved since, and stands elsewhere.
                _ = ready[rank].popFirst()
            }
        }
        return nil
    }

    /// How many of those that wait there may go together.
    func count(in name: String) -> Int { lines[name].map { min($0.tasks.count, $0.mostJoined) } ?? 0 }

    /// Takes what goes in the next request to the conversation, which is busy from now on.
    mutating func take(_ name: String) -> [DeliveryTask] {
        var taken: [DeliveryTask] = []
        change(name) { line in
            taken = line.take()
            line.place = .busy
        }
        return taken
    }

    /// Nothing can go there until that instant; nil until something else there is over.
    mutating func rest(_ name: String, until instant: Duration?) {
        guard lines[name] != nil else { return }
        if let instant {
            change(name) { line in
                line.place = .asleep
                line.notBefore = instant
            }
            sleepers.add(name, at: instant)
        } else {
            change(name) { $0.place = .parked }
            parked.insert(name)
        }
    }

    /// Wakes those whose time has come.
    mutating func wake(at now: Duration) {
        while let name = sleepers.removeNext(at: now) {
            if lines[name]?.place == .asleep { settle(name, now: now) }
        }
    }

    /// Something is over in some conversation.
    mutating func unpark(now: Duration) {
        guard !parked.isEmpty else { return }
        let names = parked
        parked = []
        for name in names where lines[name]?.place == .parked { settle(name, now: now) }
    }

    /// A request is over. Some of its deliveries come back, in front of the others.
    mutating func release(_ name: String, back: [DeliveryTask], notBefore: Duration, now: Duration) {
        change(name) { line in
            line.putBack(back)
            line.notBefore = max(notBefore, line.notBefore)
            line.place = .asleep
        }
        settle(name, now: now)
    }

    /// Notes that a connection did not come about, or (false) that one did.
    /// - Returns: how many did not.
    mutating func noteUnconnected(_ name: String, _ failed: Bool) -> Int {
        guard lines[name] != nil, failed || lines[name]?.unconnected != 0 else { return 0 }
        change(name) { $0.unconnected = failed ? $0.unconnected + 1 : 0 }
        return lines[name]?.unconnected ?? 0
    }

    /// The service refused a message of so many joined texts for good, or (nil) took what went.
    mutating func joined(_ name: String, refused count: Int?) {
        guard count != nil || lines[name].map({ $0.mostJoined < Digest.longest }) == true else { return }
        change(name) { $0.joined(refused: count) }
    }

    /// A person's chat is known now: those who wait for it move there, those that come back in front.
    mutating func open(
        _ name: String, back: [DeliveryTask], now: Duration, _ move: (DeliveryTask) -> DeliveryTask
    ) {
        guard let waiting = lines[name]?.tasks else { return }
        change(name) { $0 = Line() }
        lines[name] = nil
        var names: Set<String> = []
        for task in waiting.map(move) {
            change(task.line, orMake: true) { $0.add(task) }
            names.insert(task.line)
        }
        for task in back.map(move) {
            change(task.line, orMake: true) { $0.putBack([task]) }
            names.insert(task.line)
        }
        for name in names { settle(name, now: now) }
    }

    /// They are done with.
    mutating func forget(_ tasks: [DeliveryTask]) {
        for task in tasks { places.remove(task.delivery.place) }
    }

    /// Drops those that wait and match.
    mutating func remove(now: Duration, where matches: (DeliveryTask) -> Bool) {
        for name in Array(lines.keys) {
            var gone: [DeliveryTask] = []
            change(name) { gone = $0.remove(where: matches) }
            guard !gone.isEmpty else { continue }
            forget(gone)
            settle(name, now: now)
        }
    }

    /// Changes a line, and keeps count of who waits in vain.
    private mutating func change(_ name: String, orMake: Bool = false, _ body: (inout Line) -> Void) {
        guard var line = lines.removeValue(forKey: name) ?? (orMake ? Line() : nil) else { return }
        dormant -= line.dormant
        body(&line)
        dormant += line.dormant
        lines[name] = line
    }

    /// Puts a line that is not busy where it belongs.
    private mutating func settle(_ name: String, now: Duration) {
        guard let line = lines[name], line.place != .busy else { return }
        if line.notBefore > now {
            if line.place != .asleep { change(name) { $0.place = .asleep } }
            sleepers.add(name, at: line.notBefore)
        } else if line.tasks.isEmpty {
            lines[name] = nil
        } else if line.place != .ready(line.rank) {
            change(name) { $0.place = .ready(line.rank) }
            ready[line.rank].append(name)
        }
    }
}
