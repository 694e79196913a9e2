internal import JSONKit

/// `POST /bots`: an app is registered.
struct NewBot: StrictlyDecodable {
    let name: String
    /// Its messaging endpoint. Not checked yet.
    let endpoint: String?
    let appID: AppID?
    let secret: String?
    /// Whether it must show a token.
    let auth: Bool?
    /// Where it can be installed. Not checked yet.
    let scopes: [String]?
    /// Its resource-specific permissions. Not checked yet.
    let permissions: [String]?
    /// What people are offered after `/`. Not checked yet.
    let commands: [BotCommand]?

    init(from reader: inout StrictReader) throws(StrictError) {
        name = try reader.required("name")
        endpoint = try reader.optional("endpoint")
        appID = try reader.optional("appId")
        secret = try reader.optional("secret")
        auth = try reader.optional("auth")
        scopes = try reader.optional("scopes")
        permissions = try reader.optional("permissions")
        commands =
            try reader.objects("commands") { (command) throws(StrictError) in
                BotCommand(
                    title: try command.required("title"), description: try command.optional("description") ?? "")
            }
    }
}
