internal import JSONKit

/// `PATCH /bots/{bot}`: what is set otherwise about an app.
struct BotChange: StrictlyDecodable {
    let name: String?
    /// Its messaging endpoint. Not checked yet.
    let endpoint: String?
    let disabled: Bool?
    /// Where it can be installed from now on. Not checked yet.
    let scopes: [String]?
    /// Its resource-specific permissions. Not checked yet.
    let permissions: [String]?
    /// What people are offered after `/`. Not checked yet.
    let commands: [BotCommand]?

    init(from reader: inout StrictReader) throws(StrictError) {
        name = try reader.optional("name")
        endpoint = try reader.optional("endpoint")
        disabled = try reader.optional("disabled")
        scopes = try reader.optional("scopes")
        permissions = try reader.optional("permissions")
        commands =
            try reader.objects("commands") { (command) throws(StrictError) in
                BotCommand(
                    title: try command.required("title"), description: try command.optional("description") ?? "")
            }
    }
}
