public import JSONKit

/// `HttpPOST` of an Office 365 connector card (`actionableMessage/executeAction`).
public struct ConnectorCardPress: WireObject {
    /// Which button.
    public var actionId: String?
    /// What it sends.
    public var body: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<ConnectorCardPress> = [
        .init("actionId", \.actionId),
        .init("body", \.body),
    ]
}
