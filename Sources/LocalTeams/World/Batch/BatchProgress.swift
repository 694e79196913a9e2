internal import JSONKit

/// How far a batch operation is.
struct BatchProgress: Sendable, Hashable {
    enum State: String, WireChoice {
        case ongoing = "Ongoing"
        case completed = "Completed"
        /// By the bot. What was sent before stays.
        case canceled = "Canceled"
    }

    var operation: BatchID
    var state = State.ongoing
    /// Entries that were tried.
    var done = 0
    /// Those of them that failed.
    var failed = 0
    /// How many entries ended with which HTTP status.
    var statuses = BatchStatuses()
    /// When the next entries are tried, of the operation that is at work; nil once it is over.
    var due: Instant?
    /// When it was over.
    var finished: Instant?
    var extras = JSONObject()
}

extension BatchProgress: StoredRow, TableRow {
    var rowID: BatchID { operation }

    init() { self.init(operation: "") }

    /// What is over knows since when; what is not knows when it goes on.
    var isWhole: Bool { state == .ongoing ? due != nil && finished == nil : finished != nil && due == nil }

    static let shape: RowShape<BatchProgress> = [
        .required("operation", \.operation), .required("state", \.state), .count("done", \.done),
        .count("failed", \.failed), .required("statuses", \.statuses), .optional("due", \.due),
        .optional("finished", \.finished),
    ]
}
