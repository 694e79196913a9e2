public import JSONKit

/// A token of a person, for an API that the bot calls in their name. What is printed of it never holds the token.
public struct UserToken: WireObject {
    /// The channel of the protocol: `msteams`.
    public var channelId: String?
    /// The connection that it is of.
    public var connectionName: String?
    /// The token itself. It belongs in no log.
    public var token: String?
    /// When it ends, as ISO 8601 text.
    public var expiration: String?
    /// What the connection adds.
    public var properties: JSONValue?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<UserToken> = [
        .init("channelId", \.channelId),
        .init("connectionName", \.connectionName),
        .init("token", \.token),
        .init("expiration", \.expiration),
        .init("properties", \.properties),
    ]
}

extension UserToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The connection, without the token.
    public var description: String { "a token of \(connectionName ?? "an unknown connection")" }
    /// The connection, without the token.
    public var debugDescription: String { description }
    /// Shows nothing: a dump must not hold the token.
    public var customMirror: Mirror { Mirror(self, children: [("connectionName", connectionName ?? "")]) }
}
