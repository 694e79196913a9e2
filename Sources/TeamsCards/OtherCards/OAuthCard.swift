public import JSONKit

/// A card that signs a person in through a connection of the bot, silently where it can.
public struct OAuthCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.card.oauth"

    /// Why.
    public var text: String?
    /// The name of the connection.
    public var connectionName: String?
    /// What the client exchanges its own token for. Absent where single sign-on does not work; Teams refuses `null`.
    public var tokenExchangeResource: TokenExchangeResource?
    /// Where a client may post a token.
    public var tokenPostResource: TokenPostResource?
    /// A button of the type `signin` with the link.
    public var buttons: [CardButton]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("text", \.text),
        WireMember("connectionName", \.connectionName),
        WireMember("tokenExchangeResource", \.tokenExchangeResource),
        WireMember("tokenPostResource", \.tokenPostResource),
        WireMember("buttons", \.buttons),
    ]
}
