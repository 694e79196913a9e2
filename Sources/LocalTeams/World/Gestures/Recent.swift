/// Values by their keys, of which it keeps no more than the newest ones: for what a process remembers of what is under
/// way.
struct Recent<Key: Hashable & Sendable, Value: Sendable & Equatable>: Sendable, Equatable {
    private let capacity: Int
    private var values: [Key: Value] = [:]
    /// The keys, the oldest first; one that was removed may still stand here.
    private var order: [Key] = []

    /// - Parameter capacity: how many it keeps at least.
    init(capacity: Int) { self.capacity = capacity }

    subscript(key: Key) -> Value? { values[key] }

    mutating func add(_ value: Value, as key: Key) {
        if values.updateValue(value, forKey: key) == nil { order.append(key) }
        guard order.count > 2 * capacity else { return }
        // Half of them go at once, so that each costs the same on the whole.
        for old in order.prefix(capacity) { values[old] = nil }
        order.removeFirst(capacity)
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? { values.removeValue(forKey: key) }
}
