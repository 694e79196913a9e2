internal import JSONKit

/// A batch operation as it was accepted. It never changes; how far it is stands in ``BatchProgress``.
struct BatchOperation: Sendable, Hashable, Ranked {
    enum Place: String, WireChoice {
        /// The recipients are people: ids as the bot sees them, or directory ids.
        case personalChats
        /// The recipients are channels.
        case channels
    }

    var id: BatchID
    /// Who started it.
    var bot: AppID
    var activity: JSONObject
    var place: Place
    /// In the order in which they come.
    var recipients: [String]
    /// The order of creation.
    var serial: Int
    var extras = JSONObject()
}

extension BatchOperation: StoredRow, TableRow {
    var rowID: BatchID { id }

    init() { self.init(id: "", bot: "", activity: [:], place: .personalChats, recipients: [], serial: 0) }

    static let shape: RowShape<BatchOperation> = [
        .required("id", \.id), .required("bot", \.bot), .required("activity", \.activity),
        .required("place", \.place), .required("recipients", \.recipients), .count("serial", \.serial),
    ]
}
