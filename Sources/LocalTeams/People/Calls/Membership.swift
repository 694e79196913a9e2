internal import JSONKit

/// `POST` and `DELETE /members`: who comes to a team, a chat or a private or shared channel, or goes.
struct Membership: StrictlyDecodable {
    let person: Handle
    let user: Handle
    let team: ConversationID?
    let chat: ConversationID?
    let channel: ConversationID?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        user = try reader.required("user")
        team = try reader.optional("team")
        chat = try reader.optional("chat")
        channel = try reader.optional("channel")
        guard channel == nil || (team == nil && chat == nil) else {
            throw reader.error("must say one of \"team\", \"chat\" and \"channel\"")
        }
    }
}
