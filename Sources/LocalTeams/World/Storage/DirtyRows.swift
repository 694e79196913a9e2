internal import JSONKit

/// The keys of rows that changed, each once, in the order of the first change.
struct DirtyRows<Key: Hashable & Sendable>: Sendable, Equatable {
    private var keys: [Key] = []
    private var seen: Set<Key> = []

    mutating func insert(_ key: Key) {
        if seen.insert(key).inserted { keys.append(key) }
    }

    /// The keys, which count as clean from now on.
    mutating func take() -> [Key] {
        guard !keys.isEmpty else { return [] }
        defer { self = DirtyRows() }
        return keys
    }
}

extension DirtyRows where Key: RecordKey {
    /// Appends what became of each row that changed: `row` is its present state, nil when it is gone.
    mutating func take(as kind: Record.Kind, into records: inout [RecordChange], _ row: (Key) -> JSONValue?) {
        for key in take() {
            if let json = row(key)?.objectValue {
                records.append(.put(Record(kind: kind, key: key.recordKey, json: json)))
            } else {
                records.append(.delete(kind: kind, key: key.recordKey))
            }
        }
    }
}
