internal import JSONKit

/// `POST /installations`: a bot comes to one person, a chat, a team or a channel.
struct NewInstallation: StrictlyDecodable {
    let person: Handle
    let bot: AppID
    let user: Handle?
    let chat: ConversationID?
    let team: ConversationID?
    let channel: ConversationID?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        bot = try reader.required("bot")
        user = try reader.optional("user")
        chat = try reader.optional("chat")
        team = try reader.optional("team")
        channel = try reader.optional("channel")
    }
}
