public import JSONKit

/// Where an action leads on one system.
public struct ConnectorCardTarget: WireObject {
    /// The system: `default`, `windows`, `iOS`, `android`.
    public var os: String?
    /// The address.
    public var uri: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// The address, on every system unless said.
    public init(_ uri: String, os: String = "default") {
        self.os = os
        self.uri = uri
    }

    public static let members: WireMembers<Self> = [
        WireMember("os", \.os),
        WireMember("uri", \.uri),
    ]
}
