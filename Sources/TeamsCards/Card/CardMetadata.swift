public import JSONKit

/// What a card is about.
public struct CardMetadata: CardPart {
    public static let name = "set of metadata"

    /// The address of the page that it is about.
    public var webUrl: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("webUrl", \.webUrl)
    ]
}
