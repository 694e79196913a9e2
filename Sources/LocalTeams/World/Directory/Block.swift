internal import JSONKit

/// A person who wants nothing from a bot.
struct Block: Sendable, Hashable {
    var handle: Handle
    var bot: AppID
    var extras = JSONObject()

    /// Which of the two wants nothing of whom.
    struct Pair: RecordKey {
        let handle: Handle
        let bot: AppID
        var recordKey: String { "\(handle) \(bot)" }
    }
}

extension Block: StoredRow, TableRow {
    var rowID: Pair { Pair(handle: handle, bot: bot) }

    init() { self.init(handle: "", bot: "") }

    static let shape: RowShape<Block> = [.required("handle", \.handle), .required("bot", \.bot)]
}
