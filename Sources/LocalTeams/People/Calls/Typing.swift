internal import JSONKit

/// `POST /typing`: somebody types.
struct Typing: StrictlyDecodable {
    let person: Handle
    let conversation: ConversationID

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        conversation = try reader.required("conversation")
    }
}
