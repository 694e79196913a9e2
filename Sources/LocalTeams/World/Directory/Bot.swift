internal import JSONKit

/// An app with a messaging endpoint.
struct Bot: Sendable, Hashable {
    /// A GUID.
    var appId: AppID
    /// What the bot proves who it is with. Never leaves the process, except in the answer to its creation.
    var secret: String
    var name: String
    /// Where activities are posted. Without one nothing is.
    var endpoint: String?
    /// Whether deliveries are signed and calls must carry a token.
    var auth = true
    /// Where it can be installed: of ``allScopes``.
    var scopes = Bot.allScopes
    /// Resource-specific permissions: `ChatMessage.Read.Chat`, `ChannelMessage.Read.Group`, …
    var permissions: [String] = []
    /// Where people can sign in for it.
    var connections: [Connection] = []
    /// What people are offered after `/`.
    var commands: [BotCommand] = []
    /// By the admin.
    var disabled = false
    /// Installed for everyone, also for people who come later.
    var everyone = false
    var extras = JSONObject()

    /// The app id of a bot that is being developed. No secret: it works with Local Teams only.
    static let developmentID: AppID = "00000000-0000-4000-8000-000000000001"
    /// What goes with it.
    static let developmentSecret = "local-development"

    /// The bot's id in activities.
    var accountID: String { "28:\(appId)" }
}

extension Bot: StoredRow, TableRow {
    var rowID: AppID { appId }

    init() { self.init(appId: "", secret: Self.developmentSecret, name: "Bot") }

    private static let secretName = "secret"

    static let shape: RowShape<Bot> = [
        .required("appId", \.appId), .written(secretName, \.secret), .written("name", \.name),
        .nullable("endpoint", \.endpoint), .written("auth", \.auth), .written("scopes", \.scopes),
        .written("permissions", \.permissions), .unless([], "commands", \.commands), .written("disabled", \.disabled),
        .unless(false, "everyone", \.everyone), .unless([], "connections", \.connections),
    ]

    /// As the workspace shows it, with or without its secret.
    func object(secret: Bool) -> JSONObject {
        var object = object
        if !secret { object[Self.secretName] = nil }
        return object
    }
}
