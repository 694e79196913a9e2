public import JSONKit

/// How a person signs in when an action of a card needs it.
public struct CardAuthentication: CardPart {
    public static let name = "sign-in of a card"

    /// Why.
    public var text: String?
    /// The name of the connection.
    public var connectionName: String?
    /// What the client exchanges its own token for.
    public var tokenExchangeResource: TokenExchangeResource?
    /// The buttons.
    public var buttons: [AuthenticationButton]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("text", \.text),
        .init("connectionName", \.connectionName),
        .init("tokenExchangeResource", \.tokenExchangeResource),
        .init("buttons", \.buttons),
    ]
}
