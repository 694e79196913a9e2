internal import JSONKit

/// Most of `GET /ledger` and of `GET /log`: which part of a list that grows.
struct LogQuery: StrictlyDecodable {
    /// The number of the entry that the part begins after.
    let after: Int
    let limit: Int?

    init(from reader: inout StrictReader) throws(StrictError) {
        after = try reader.optional("after") ?? 0
        limit = try reader.optional("limit", .atLeastOne)
    }
}

extension StrictRule<Int> {
    /// How many entries a list has at most.
    static var atLeastOne: StrictRule { StrictRule { $0 > 0 ? nil : "must be at least 1" } }
}
