internal import JSONKit

/// `POST …/messages/{m}/suggestions`: which of a bot's suggested actions a person chooses.
struct SuggestionChoice: StrictlyDecodable {
    let person: Handle
    let title: String

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        title = try reader.required("title")
    }
}
