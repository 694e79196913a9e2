/// What a consumer's thread and its reader share. Pure: what is to be done next is among its answers.
struct ConsumerState {
    /// The buffer is full with so many messages, or so many bytes, and empty enough again with half of them.
    static let maxMessages = 2_000
    static let maxBytes = 8 << 20
    /// So many looks at the cluster a refusal is told.
    private static let looksAtRefusal = 60

    /// What the thread has to do.
    struct Orders: Equatable {
        var isEnding = false
        /// Offsets to be committed.
        var commits: [KafkaPartition: Int64] = [:]
        /// Whether partitions are to be paused or resumed.
        var pauses: Bool?
    }

    private var buffer: [KafkaMessage] = []
    private var bufferedBytes = 0
    private var isPaused = false
    private(set) var isEnding = false
    private var commitsAtEnd = true
    /// By the partitions that are ours: the offset from which on nothing was acknowledged, once that is known.
    private var assigned: [KafkaPartition: Int64?] = [:]
    private var commits: [KafkaPartition: Int64] = [:]
    var health = KafkaHealth()
    /// What a broker has refused last, until messages come or that is long ago.
    private var refusal: (text: String, looks: Int)?

    private var isFull: Bool { buffer.count >= Self.maxMessages || bufferedBytes >= Self.maxBytes }
    private var hasRoom: Bool { buffer.count <= Self.maxMessages / 2 && bufferedBytes <= Self.maxBytes / 2 }

    // MARK: The thread

    mutating func orders() -> Orders {
        var orders = Orders(isEnding: isEnding)
        // At the end a commit is waited for, and nobody waits for a cluster that is away.
        if !isEnding || health.isConnected { orders.commits = takeCommits() }
        if isPaused ? hasRoom : isFull {
            isPaused.toggle()
            orders.pauses = isPaused
        }
        return orders
    }

    mutating func takeCommits() -> [KafkaPartition: Int64] {
        defer { commits = [:] }
        return isEnding && !commitsAtEnd ? [:] : commits
    }

    mutating func arrived(_ message: KafkaMessage) {
        guard !isEnding, let next = assigned[message.partition] else { return }
        if next == nil { assigned[message.partition] = message.offset }
        buffer.append(message)
        bufferedBytes += message.payload?.count ?? 0
        health.isConnected = true
        health.trouble = nil
        refusal = nil
    }

    mutating func refused(_ text: String) {
        refusal = (text, Self.looksAtRefusal)
        health.trouble = text
    }

    /// What a look at the cluster has found.
    mutating func looked(lag: Int, trouble: String?) {
        if let (text, looks) = refusal { refusal = looks > 0 ? (text, looks - 1) : nil }
        health.trouble = refusal?.text ?? trouble
        health.isConnected = health.trouble == nil
        if health.isConnected { health.lag = lag }
    }

    mutating func assign(_ partitions: [KafkaPartition]) {
        if !partitions.isEmpty { refusal = nil }
        for partition in partitions { assigned.updateValue(nil, forKey: partition) }
        // What was paused does not stay so.
        isPaused = false
    }

    /// What was buffered of these goes to whoever has them next.
    mutating func revoke(_ partitions: [KafkaPartition]) {
        for partition in partitions {
            assigned.removeValue(forKey: partition)
            commits[partition] = nil
        }
        let gone = Set(partitions)
        buffer.removeAll { gone.contains($0.partition) }
        bufferedBytes = buffer.reduce(0) { $0 + ($1.payload?.count ?? 0) }
        isPaused = false
    }

    /// Which partitions are ours, and from which offset on nothing was acknowledged.
    var positions: [KafkaPartition: Int64?] { assigned }

    // MARK: The reader

    mutating func take(_ count: Int) -> [KafkaMessage] {
        let taken = Array(buffer.prefix(count))
        buffer.removeFirst(taken.count)
        for message in taken { bufferedBytes -= message.payload?.count ?? 0 }
        return taken
    }

    mutating func acknowledge(_ messages: [KafkaMessage]) {
        for message in messages {
            guard assigned[message.partition] != nil else { continue }
            let next = max(message.offset + 1, commits[message.partition] ?? 0)
            commits[message.partition] = next
            assigned[message.partition] = next
        }
    }

    mutating func end(committing: Bool) {
        isEnding = true
        commitsAtEnd = committing
        buffer = []
        bufferedBytes = 0
    }
}
