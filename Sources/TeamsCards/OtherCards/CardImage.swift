public import JSONKit

/// A picture of a card.
public struct CardImage: WireObject {
    /// Its address.
    public var url: String?
    /// What it shows, for people who do not see it.
    public var alt: String?
    /// What happens when someone presses it.
    public var tap: CardButton?
    public var extras: JSONObject = [:]

    public init() {}

    public static let members: WireMembers<Self> = [
        WireMember("url", \.url),
        WireMember("alt", \.alt),
        WireMember("tap", \.tap),
    ]
}

extension CardImage {
    /// The picture at this address.
    public init(_ url: String, alt: String? = nil) {
        self.url = url
        self.alt = alt
    }
}
