public import JSONKit

/// Where a client may post a token.
public struct TokenPostResource: WireObject {
    /// The address, which holds its own right to write.
    public var sasUrl: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("sasUrl", \.sasUrl)
    ]
}
