internal import JSONKit

/// `GET /log`: which part of the log, and who reads it.
struct WireLogQuery: StrictlyDecodable {
    let part: LogQuery
    /// What is for other eyes than this person's is left out.
    let person: Handle?

    init(from reader: inout StrictReader) throws(StrictError) {
        part = try LogQuery(from: &reader)
        person = try reader.optional("as")
    }
}
