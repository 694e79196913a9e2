public import JSONKit

/// A source that citations name.
public struct CardReference: CardPart {
    public static let name = "reference"

    /// What it is: `DocumentReference` or `AdaptiveCardReference`.
    public var type: String?
    /// Its title.
    public var title: String?
    /// Its address.
    public var url: String?
    /// What it says.
    public var abstract: String?
    /// What it is about.
    public var keywords: [String]?
    /// The name of an icon.
    public var icon: String?
    /// The card that is shown for it.
    public var content: AdaptiveCard?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("type", \.type),
        .init("title", \.title),
        .init("url", \.url),
        .init("abstract", \.abstract),
        .init("keywords", \.keywords),
        .init("icon", \.icon),
        .init("content", \.content),
    ]
}
