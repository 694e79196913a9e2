public import JSONKit

/// A line above the items of a receipt.
public struct ReceiptFact: WireObject {
    /// Its name.
    public var key: String?
    /// Its value.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("key", \.key),
        WireMember("value", \.value),
    ]
}
