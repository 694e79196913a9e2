public import JSONKit

/// A picture of a section.
public struct ConnectorCardImage: WireObject {
    /// Its address.
    public var image: String?
    /// What it shows.
    public var title: String?
    public var extras: JSONObject = [:]

    public init() {}

    /// The picture at this address.
    public init(_ image: String, title: String? = nil) {
        self.image = image
        self.title = title
    }

    public static let members: WireMembers<Self> = [
        WireMember("image", \.image),
        WireMember("title", \.title),
    ]
}
