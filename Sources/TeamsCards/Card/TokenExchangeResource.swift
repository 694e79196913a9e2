public import JSONKit

/// What a client exchanges its own token for.
public struct TokenExchangeResource: CardPart {
    public static let name = "token exchange resource"

    /// An id of this request.
    public var id: String?
    /// The resource.
    public var uri: String?
    /// The identity provider.
    public var providerId: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("id", \.id, required: true),
        .init("uri", \.uri, required: true),
        .init("providerId", \.providerId, required: true),
    ]
}
