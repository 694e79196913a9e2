/// What finds a row among those of its kind.
protocol RecordKey: Hashable, Sendable {
    /// As the store has it: unique within its kind.
    var recordKey: String { get }
}
