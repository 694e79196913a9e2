public import JSONKit

/// A text in several languages.
public struct CardStringResource: CardPart {
    public static let name = "text resource"

    /// The text for all other languages.
    public var defaultValue: String?
    /// The text by language: `en-GB`.
    public var localizedValues: CardNamedValues<String>?
    public var extras: JSONObject = [:]

    public init() {}

    /// A text, and what it is in other languages.
    public init(_ text: String, localized: CardNamedValues<String>? = nil) {
        defaultValue = text
        localizedValues = localized
    }

    public static let schema: CardSchema<Self> = [
        .init("defaultValue", \.defaultValue),
        .init("localizedValues", \.localizedValues),
    ]
}
