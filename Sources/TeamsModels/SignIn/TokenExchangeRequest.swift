public import JSONKit

/// The client offers a token, without having asked the person (`signin/tokenExchange`).
public struct TokenExchangeRequest: WireObject {
    /// The same for all clients of the person that saw the card.
    public var id: String?
    /// Which connection the card was for.
    public var connectionName: String?
    /// The token. It belongs in no log.
    public var token: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<TokenExchangeRequest> = [
        .init("id", \.id),
        .init("connectionName", \.connectionName),
        .init("token", \.token),
    ]
}
