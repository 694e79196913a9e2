internal import JSONKit

/// `POST /conversations/{c}/read`: how far somebody has read.
struct ReadMark: StrictlyDecodable {
    let person: Handle
    /// The id of the last message that was read.
    let upTo: String

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        upTo = try reader.required("upTo")
    }
}
