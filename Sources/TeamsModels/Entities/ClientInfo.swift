public import JSONKit

/// The client that a person wrote with: the only source of a person's time zone.
public struct ClientInfo: WireObject {
    /// `clientInfo`.
    public var type: String?
    /// The language as a BCP 47 tag.
    public var locale: String?
    /// The country.
    public var country: String?
    /// The platform, for instance `Web`.
    public var platform: String?
    /// The time zone as an IANA name.
    public var timezone: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<ClientInfo> = [
        .init("type", \.type),
        .init("locale", \.locale),
        .init("country", \.country),
        .init("platform", \.platform),
        .init("timezone", \.timezone),
    ]
}
