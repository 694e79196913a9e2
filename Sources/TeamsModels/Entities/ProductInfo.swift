public import JSONKit

/// The product that a message came from.
public struct ProductInfo: WireObject {
    /// `ProductInfo`.
    public var type: String?
    /// The product, for instance `COPILOT`.
    public var id: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<ProductInfo> = [
        .init("type", \.type),
        .init("id", \.id),
    ]
}
