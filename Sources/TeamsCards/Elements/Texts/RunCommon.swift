public import JSONKit

/// What all parts of a paragraph have in common.
public struct RunCommon: CardCommon {
    /// A name that is unique in the card.
    public var id: String?
    /// Whether it is shown at first. Shown unless said.
    public var isVisible: Bool?
    /// The language of its text, as in `en-GB`.
    public var lang: String?
    /// What is shown by a host that does not know the type.
    public var fallback: CardFallback<Inline>?
    /// The area of the grid it stands in.
    public var gridArea: String?
    /// A name that stays the same when the card is replaced.
    public var key: String?
    /// Whether a list of cards is sorted by it.
    public var isSortKey: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("id", \.id),
        .init("isVisible", \.isVisible),
        .init("lang", \.lang),
        .init("fallback", \.fallback, kind: .any),
        .init("grid.area", \.gridArea),
        .init("key", \.key),
        .init("isSortKey", \.isSortKey),
    ]
}
