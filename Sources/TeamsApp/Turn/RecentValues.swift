/// What was kept lately: the oldest goes when there are too many, or when they weigh too much. Setting and finding one
/// cost the same however many there are.
struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let weight: Int
        let serial: Int
    }
    private let capacity: Int
    private let maxWeight: Int
    private var entries: [Key: Entry] = [:]
    private var order: ArraySlice<(key: Key, serial: Int)> = []  // the oldest first; some are of entries that are gone
    private var serial = 0
    private(set) var weight = 0

    /// - Parameters:
    ///   - capacity: how many are kept.
    ///   - maxWeight: what they weigh together at most.
    init(capacity: Int, maxWeight: Int = .max) {
        self.capacity = capacity
        self.maxWeight = maxWeight
    }

    var count: Int { entries.count }

    subscript(key: Key) -> Value? { entries[key]?.value }

    /// Keeps `value` in the place of an earlier one. One that is too heavy by itself is not kept.
    mutating func set(_ value: Value, for key: Key, weight own: Int = 1) {
        remove(key)
        guard own <= maxWeight else { return }
        serial += 1
        entries[key] = Entry(value: value, weight: own, serial: serial)
        order.append((key, serial))
        weight += own
        while entries.count > capacity || weight > maxWeight, let oldest = order.popFirst() {
            if entries[oldest.key]?.serial == oldest.serial { remove(oldest.key) }
        }
        guard order.count > 64 + entries.count * 2 else { return }
        order = order.filter { entries[$0.key]?.serial == $0.serial }[...]
    }

    mutating func remove(_ key: Key) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        weight -= entry.weight
    }
}
