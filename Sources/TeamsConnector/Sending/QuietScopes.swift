/// Scopes of which one answer is all that is remembered, the most of all: sixteen bytes beside the id and its place in
/// an index, where windows of their own take some four hundred.
///
/// They stand in the order in which they came, about that of their answers, in blocks that are dropped from the front.
struct QuietScopes: Sendable {
    private struct Record {
        /// In nanoseconds; ``gone`` once it is removed.
        var answer: Int64
        /// Where the id ends among the bytes of its block.
        let end: UInt32
        let hash: UInt32
    }
    private struct Block {
        var bytes: [UInt8] = []
        var records: [Record] = []

        func id(at place: Int) -> ArraySlice<UInt8> {
            bytes[(place == 0 ? 0 : Int(records[place - 1].end))..<Int(records[place].end)]
        }

        /// With no room for more.
        mutating func seal() {
            var exact: [UInt8] = []
            exact.reserveCapacity(bytes.count)
            exact += bytes
            bytes = exact
        }
    }

    private static let blockSize = 1024
    private static let gone = Int64.min
    /// A longer id is none of the service's: what it costs must not depend on such.
    static let longestID = 1024

    private var blocks: [Block] = []
    /// The number of the first record of the first block, and of the oldest that is still here. Numbers only grow.
    private var base = 0
    private var first = 0
    private var next = 0
    /// By hash, with linear probing: one more than the number of the record; 0 is free. Its size is a power of two.
    private var index: [UInt32] = []

    /// How many there are.
    private(set) var count = 0

    /// When the last request of a scope was answered; nil when it is not among these.
    func answer(of id: String) -> Duration? {
        find(id).map { .nanoseconds(self[$0.number].answer) }
    }

    /// Adds one that is not among these.
    /// - Returns: false for an instant, or an id, that does not fit.
    mutating func add(_ id: String, answeredAt instant: Duration) -> Bool {
        guard id.utf8.count <= Self.longestID, let answer = Self.nanoseconds(instant) else { return false }
        if next - first > 2 * count + 4 * Self.blockSize || next >= Int(UInt32.max) - 1 { compact() }
        if 4 * (count + 1) > 3 * index.count { reindex(size: max(64, 2 * index.count)) }
        append(id.utf8, answer, Self.hash(id))
        return true
    }

    /// Removes one, and tells when its last request was answered; nil when it is not among these.
    mutating func remove(_ id: String) -> Duration? {
        guard let found = find(id) else { return nil }
        let answer = self[found.number].answer
        removeFromIndex(found.slot)
        self[found.number].answer = Self.gone
        count -= 1
        return .nanoseconds(answer)
    }

    /// Drops those answered until `instant`, up to the first that was answered later.
    mutating func forget(until instant: Duration) {
        while first < next {
            let record = self[first]
            if record.answer != Self.gone {
                guard .nanoseconds(record.answer) <= instant else { return }
                if let slot = slot(of: first, record.hash) { removeFromIndex(slot) }
                count -= 1
            }
            first += 1
            guard first - base == Self.blockSize else { continue }
            blocks.removeFirst()
            base = first
            if index.count > 64, 8 * count < index.count { reindex(size: index.count / 4) }
        }
        if count == 0 { self = QuietScopes() }
    }

    /// How many bytes all of it has room for.
    var room: Int {
        blocks.reduce(4 * index.capacity) {
            $0 + $1.bytes.capacity + $1.records.capacity * MemoryLayout<Record>.stride
        }
    }

    /// All, each with the instant of its answer.
    var all: [(id: String, answer: Duration)] {
        var all: [(id: String, answer: Duration)] = []
        for block in blocks {
            for (place, record) in block.records.enumerated() where record.answer != Self.gone {
                all.append((String(decoding: block.id(at: place), as: UTF8.self), .nanoseconds(record.answer)))
            }
        }
        return Array(all.suffix(count))
    }

    // MARK: Records

    private subscript(number: Int) -> Record {
        get { blocks[(number - base) / Self.blockSize].records[(number - base) % Self.blockSize] }
        set { blocks[(number - base) / Self.blockSize].records[(number - base) % Self.blockSize] = newValue }
    }

    private mutating func append(_ id: some Sequence<UInt8>, _ answer: Int64, _ hash: UInt32) {
        if blocks.last.map({ $0.records.count == Self.blockSize }) ?? true {
            if !blocks.isEmpty { blocks[blocks.count - 1].seal() }
            blocks.append(Block())
            blocks[blocks.count - 1].records.reserveCapacity(Self.blockSize)
        }
        let last = blocks.count - 1
        blocks[last].bytes.append(contentsOf: id)
        blocks[last].records.append(Record(answer: answer, end: UInt32(blocks[last].bytes.count), hash: hash))
        insertInIndex(next, hash)
        next += 1
        count += 1
    }

    /// Leaves out what is gone, and counts from the beginning.
    private mutating func compact() {
        var compacted = QuietScopes()
        compacted.index = Array(repeating: 0, count: index.count)
        for (place, block) in blocks.enumerated() {
            let start = place == 0 ? first - base : 0
            for record in start..<block.records.count where block.records[record].answer != Self.gone {
                let kept = block.records[record]
                compacted.append(block.id(at: record), kept.answer, kept.hash)
            }
        }
        self = compacted
    }

    // MARK: Index

    private func find(_ id: String) -> (number: Int, slot: Int)? {
        guard count > 0 else { return nil }
        let hash = Self.hash(id)
        var slot = Int(hash) & (index.count - 1)
        while index[slot] != 0 {
            let number = Int(index[slot]) - 1
            let block = blocks[(number - base) / Self.blockSize]
            let place = (number - base) % Self.blockSize
            if block.records[place].hash == hash, block.id(at: place).elementsEqual(id.utf8) { return (number, slot) }
            slot = (slot + 1) & (index.count - 1)
        }
        return nil
    }

    private func slot(of number: Int, _ hash: UInt32) -> Int? {
        var slot = Int(hash) & (index.count - 1)
        while index[slot] != 0 {
            if Int(index[slot]) - 1 == number { return slot }
            slot = (slot + 1) & (index.count - 1)
        }
        return nil
    }

    private mutating func insertInIndex(_ number: Int, _ hash: UInt32) {
        var slot = Int(hash) & (index.count - 1)
        while index[slot] != 0 { slot = (slot + 1) & (index.count - 1) }
        index[slot] = UInt32(number + 1)
    }

    /// Frees a slot, and moves up those that stand behind it for want of a free one.
    private mutating func removeFromIndex(_ slot: Int) {
        let mask = index.count - 1
        var hole = slot
        var other = (hole + 1) & mask
        while index[other] != 0 {
            let home = Int(self[Int(index[other]) - 1].hash) & mask
            if (other - home) & mask >= (other - hole) & mask {
                index[hole] = index[other]
                hole = other
            }
            other = (other + 1) & mask
        }
        index[hole] = 0
    }

    private mutating func reindex(size: Int) {
        let numbers = index.filter { $0 != 0 }
        index = Array(repeating: 0, count: size)
        for number in numbers { insertInIndex(Int(number) - 1, self[Int(number) - 1].hash) }
    }

    private static func hash(_ id: String) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(id)
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }

    /// Whole nanoseconds; nil for what is between two of them, or too far away.
    private static func nanoseconds(_ instant: Duration) -> Int64? {
        let (seconds, attoseconds) = instant.components
        guard attoseconds % 1_000_000_000 == 0, abs(seconds) < 9_000_000_000 else { return nil }
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
