internal import JSONKit

/// Rows by their ids. It remembers which of them changed, until their changes are taken to the store.
struct Table<ID, Value: TableRow>: Sendable, Equatable where Value.ID == ID {
    private let kind: Record.Kind
    private var rows: [ID: Value] = [:]
    private var dirty = DirtyRows<ID>()

    /// An empty table, whose rows the store keeps as `kind`.
    init(_ kind: Record.Kind) { self.kind = kind }

    var count: Int { rows.count }
    var isEmpty: Bool { rows.isEmpty }
    var ids: Dictionary<ID, Value>.Keys { rows.keys }
    /// In no order.
    var values: Dictionary<ID, Value>.Values { rows.values }

    subscript(id: ID) -> Value? { rows[id] }

    func contains(_ id: ID) -> Bool { rows[id] != nil }

    /// Puts a row in the place of the one that has its id.
    mutating func put(_ value: Value) {
        rows[value.rowID] = value
        dirty.insert(value.rowID)
    }

    /// Changes a row in its place. Nothing when there is none.
    mutating func change(_ id: ID, _ body: (inout Value) -> Void) {
        guard let place = rows.index(forKey: id) else { return }
        body(&rows.values[place])
        dirty.insert(id)
    }

    @discardableResult
    mutating func remove(_ id: ID) -> Value? {
        guard let value = rows.removeValue(forKey: id) else { return nil }
        dirty.insert(id)
        return value
    }

    /// Appends what became of the rows that changed, which count as stored from now on.
    mutating func takeChanges(into records: inout [RecordChange]) {
        dirty.take(as: kind, into: &records) { [rows] in rows[$0]?.json }
    }

    /// Takes a row from the store.
    @discardableResult
    mutating func restore(_ record: Record) throws(WorldError) -> Value {
        let value = try record.read(Value.self)
        guard rows.updateValue(value, forKey: value.rowID) == nil else { throw record.doubled }
        return value
    }
}

/// Something with its place in the order of creation.
protocol Ranked {
    /// Rises with each thing that is made.
    var serial: Int { get }
}

extension Table where Value: Ranked {
    /// The rows in the order of creation.
    var inOrder: [Value] { rows.values.sorted { $0.serial < $1.serial } }
}
