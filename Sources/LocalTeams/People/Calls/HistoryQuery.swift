internal import JSONKit

/// `GET /conversations/{c}/messages`: whose view, and which part of it.
struct HistoryQuery: StrictlyDecodable {
    let person: Handle
    let limit: Int?
    /// The id of the message that the part ends before.
    let before: String?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        limit = try reader.optional("limit", .atLeastOne)
        before = try reader.optional("before")
    }
}
