internal import JSONKit

/// `POST /feed/read`: how far somebody has read their activity feed.
struct FeedMark: StrictlyDecodable {
    let person: Handle
    /// The id of the newest entry that was read; all of them without one.
    let upTo: String?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        upTo = try reader.optional("upTo")
    }
}
