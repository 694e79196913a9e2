public import JSONKit

/// A choice.
public struct ConnectorCardChoice: WireObject {
    /// What is shown.
    public var display: String?
    /// What is sent.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// Shows `display` and sends `value`.
    public init(_ display: String, value: String) {
        self.display = display
        self.value = value
    }

    public static let members: WireMembers<Self> = [
        WireMember("display", \.display),
        WireMember("value", \.value),
    ]
}
