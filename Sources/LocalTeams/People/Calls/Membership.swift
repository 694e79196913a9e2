internal import JSONKit

/// `POST` and `DELETE /members`: who comes to a team or a chat, or goes.
struct Membership: StrictlyDecodable {
    let person: String
    let user: String
    let team: String?
    let chat: String?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        user = try reader.required("user")
        team = try reader.optional("team")
        chat = try reader.optional("chat")
    }
}
