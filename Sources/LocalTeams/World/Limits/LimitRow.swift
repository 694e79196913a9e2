internal import JSONKit

/// What the store has of limits besides the windows.
struct LimitRow: Sendable, Hashable {
    /// Without a choice it is what the start says: documented when strict, off when lenient.
    var chosen: LimitRules?
    /// In the order in which they first refused.
    var refused: [LimitRefusals] = []
    var extras = JSONObject()

    static let key = "limits"
}

extension LimitRow: StoredRow {
    static let shape: RowShape<LimitRow> = [.optional("chosen", \.chosen), .written("refused", \.refused)]
}
