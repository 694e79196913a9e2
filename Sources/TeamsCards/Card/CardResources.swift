public import JSONKit

/// Texts of a card in several languages, written `${rs:name}` where they are shown.
public struct CardResources: CardPart {
    public static let name = "set of resources"

    /// The texts by name.
    public var strings: CardNamedValues<CardStringResource>?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("strings", \.strings)
    ]
}
