public import JSONKit

/// Where a person signs in, as the token service gives it for one card.
public struct SignInResource: WireObject {
    /// The page that signs in. It belongs in no log.
    public var signInLink: String?
    /// What single sign-on needs, as the card takes it; nil when the connection does not do that.
    public var tokenExchangeResource: JSONValue?
    /// Where a client may leave a token, as the card takes it. It belongs in no log.
    public var tokenPostResource: JSONValue?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<SignInResource> = [
        .init("signInLink", \.signInLink),
        .init("tokenExchangeResource", \.tokenExchangeResource),
        .init("tokenPostResource", \.tokenPostResource),
    ]
}
