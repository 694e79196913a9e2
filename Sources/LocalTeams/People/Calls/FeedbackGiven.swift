internal import JSONKit

/// `POST …/messages/{m}/feedback`: somebody says what they think of a message.
struct FeedbackGiven: StrictlyDecodable {
    let person: Handle
    /// `like` or `dislike`. Not checked yet.
    let reaction: String
    let text: String?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        reaction = try reader.required("reaction")
        text = try reader.optional("text")
    }
}
