/// What operations changed, and who must be told. The host stores the records in one transaction before it acknowledges
/// anything, and carries out the effects afterwards, in order.
struct Changes: Sendable, Equatable {
    var effects: [Effect] = []
    var records: [RecordChange] = []

    var isEmpty: Bool { effects.isEmpty && records.isEmpty }
}
