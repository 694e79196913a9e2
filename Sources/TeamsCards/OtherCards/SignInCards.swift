public import JSONKit

/// A card that asks a person to sign in. Bots only.
public struct SignInCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.card.signin"

    /// Why.
    public var text: String?
    /// A button of the type `signin` or `openUrl`.
    public var buttons: [CardButton]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<SignInCard> = [
        WireMember("text", \.text),
        WireMember("buttons", \.buttons),
    ]
}

/// A card that signs a person in through a connection of the bot, silently where it can.
public struct OAuthCard: TeamsCard {
    public static let contentType = "application/vnd.microsoft.card.oauth"

    /// Why.
    public var text: String?
    /// The name of the connection.
    public var connectionName: String?
    /// What the client exchanges its own token for. Absent where single sign-on does not work; Teams refuses `null`.
    public var tokenExchangeResource: TokenExchangeResource?
    /// `sasUrl`: where a client may post a token.
    public var tokenPostResource: JSONObject?
    /// A button of the type `signin` with the link.
    public var buttons: [CardButton]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<OAuthCard> = [
        WireMember("text", \.text),
        WireMember("connectionName", \.connectionName),
        WireMember("tokenExchangeResource", \.tokenExchangeResource),
        WireMember("tokenPostResource", \.tokenPostResource),
        WireMember("buttons", \.buttons),
    ]
}

/// What a client exchanges its own token for.
public struct TokenExchangeResource: WireObject {
    /// An id of this request.
    public var id: String?
    /// The resource.
    public var uri: String?
    /// The identity provider.
    public var providerId: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<TokenExchangeResource> = [
        WireMember("id", \.id),
        WireMember("uri", \.uri),
        WireMember("providerId", \.providerId),
    ]
}
