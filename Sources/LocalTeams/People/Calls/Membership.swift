internal import JSONKit

/// `POST` and `DELETE /members`: who comes to a team or a chat, or goes.
struct Membership: StrictlyDecodable {
    let person: Handle
    let user: Handle
    let team: ConversationID?
    let chat: ConversationID?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        user = try reader.required("user")
        team = try reader.optional("team")
        chat = try reader.optional("chat")
    }
}
