public import JSONKit

/// Whether a person is signed in at a connection.
public struct TokenStatus: WireObject {
    /// The channel of the protocol: `msteams`.
    public var channelId: String?
    /// The connection.
    public var connectionName: String?
    /// Whether there is a token.
    public var hasToken: Bool?
    /// Who signs people in there.
    public var serviceProviderDisplayName: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<TokenStatus> = [
        .init("channelId", \.channelId),
        .init("connectionName", \.connectionName),
        .init("hasToken", \.hasToken),
        .init("serviceProviderDisplayName", \.serviceProviderDisplayName),
    ]
}
