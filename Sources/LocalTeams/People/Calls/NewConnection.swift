internal import JSONKit

/// `POST /connections`: where people can sign in for a bot.
struct NewConnection: StrictlyDecodable {
    let bot: AppID
    let connection: Connection

    init(from reader: inout StrictReader) throws(StrictError) {
        bot = try reader.required("bot")
        connection = Connection(
            name: try reader.required("name"), sso: try reader.optional("sso") ?? false,
            asksConsent: try reader.optional("asksConsent") ?? false)
    }
}
