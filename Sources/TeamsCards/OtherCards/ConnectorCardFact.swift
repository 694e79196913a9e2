public import JSONKit

/// A line of a section.
public struct ConnectorCardFact: WireObject {
    /// Its name.
    public var name: String?
    /// Its value.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// `name` and its value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    public static let members: WireMembers<Self> = [
        WireMember("name", \.name),
        WireMember("value", \.value),
    ]
}
