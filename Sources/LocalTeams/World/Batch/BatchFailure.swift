internal import JSONKit

/// An entry of a batch that was not delivered, and why.
struct BatchFailure: Sendable, Hashable {
    var operation: BatchID
    /// Its place among the failed ones of its operation, from 0.
    var place: Int
    /// The recipient, as the bot named it.
    var id: String
    /// `403 MessageWritesBlocked: Thread is blocked from message writes.`
    var error: String
    var extras = JSONObject()

    struct Key: RecordKey {
        let operation: BatchID
        let place: Int
        var recordKey: String { "\(operation) \(place)" }
    }
}

extension BatchFailure: StoredRow, TableRow {
    var rowID: Key { Key(operation: operation, place: place) }

    init() { self.init(operation: "", place: 0, id: "", error: "") }

    static let shape: RowShape<BatchFailure> = [
        .required("operation", \.operation), .count("place", \.place), .required("id", \.id),
        .required("error", \.error),
    ]
}
