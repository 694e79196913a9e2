internal import JSONKit

/// `GET /ledger`: which part of it, and for whose eyes.
struct LedgerQuery: StrictlyDecodable {
    let filter: LedgerFilter

    init(from reader: inout StrictReader) throws(StrictError) {
        let part = try LogQuery(from: &reader)
        filter = LedgerFilter(
            after: part.after, limit: part.limit, last: try reader.optional("last", .atLeastOne),
            person: try reader.optional("as"), conversation: try reader.optional("conversation"),
            kind: try reader.optional("kind"))
    }
}
