internal import JSONKit

/// `POST /chats`: somebody begins a chat, with people or with a bot.
struct NewChat: StrictlyDecodable {
    let person: Handle
    let kind: Workspace.Chat.Kind
    let members: [Handle]
    let bot: AppID?
    let name: String?
    /// Of a meeting, when it is.
    let start: Instant.Written?
    let end: Instant.Written?

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        kind = try reader.required("kind")
        members = try reader.optional("members") ?? []
        bot = try reader.optional("bot")
        name = try reader.optional("name")
        start = try reader.optional("start")
        end = try reader.optional("end")
    }
}
