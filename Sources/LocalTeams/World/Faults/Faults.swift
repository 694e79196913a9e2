internal import JSONKit

/// The faults, in the order in which they were made.
struct Faults: Sendable, Equatable {
    static let maxFaults = 1_000

    private var rows = Table<Fault.ID, Fault>(.fault)
    private(set) var order: [Fault.ID] = []

    init() {}

    var isEmpty: Bool { order.isEmpty }
    var count: Int { order.count }
    var all: [Fault] { order.compactMap { rows[$0] } }

    subscript(id: Fault.ID) -> Fault? { rows[id] }

    mutating func add(_ fault: Fault) {
        rows.put(fault)
        order.append(fault.rowID)
    }

    /// - Returns: whether there was one of this id.
    mutating func remove(_ id: Fault.ID) -> Bool {
        guard rows.remove(id) != nil else { return false }
        order.removeAll { $0 == id }
        return true
    }

    /// One more hit.
    mutating func hit(_ id: Fault.ID) -> FaultStrike? {
        rows.change(id) { $0.hits += 1 }
        return rows[id].map(FaultStrike.init)
    }

    /// It is to be stored, though it is as it was.
    mutating func touch(_ id: Fault.ID) { rows.change(id) { _ in } }

    mutating func takeChanges(into records: inout [RecordChange]) { rows.takeChanges(into: &records) }

    /// The faults that were stored as these records.
    init(records: some Sequence<Record>) throws(WorldError) {
        for record in records where record.kind == .fault { order.append(try rows.restore(record).rowID) }
        order.sort()
    }
}
