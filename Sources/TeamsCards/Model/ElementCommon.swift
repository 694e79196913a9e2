public import JSONKit

/// What every element of a card can have.
public struct ElementCommon: CardCommon {
    /// A name that is unique in the card.
    public var id: String?
    /// Whether it is shown at first. Shown unless said.
    public var isVisible: Bool?
    /// A line above it.
    public var separator: Bool?
    /// The gap above it.
    public var spacing: Spacing?
    /// How much height it takes.
    public var height: BlockHeight?
    /// Where it stands from side to side.
    public var horizontalAlignment: HorizontalAlignment?
    /// What is shown by a host that does not know the type: an element, or `drop`.
    public var fallback: CardFallback<AdaptiveElement>?
    /// The features that the host must have, with the least version of each.
    public var requires: CardNamedValues<String>?
    /// How wide the card must be shown for it to be there.
    public var targetWidth: TargetWidth?
    /// The area of the grid it stands in.
    public var gridArea: String?
    /// The language of its texts, as in `en-GB`.
    public var lang: String?
    /// A name that stays the same when the card is replaced.
    public var key: String?
    /// Whether a list of cards is sorted by it.
    public var isSortKey: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("id", \.id),
        .init("isVisible", \.isVisible, since: CardVersion(1, 2)),
        .init("separator", \.separator),
        .init("spacing", \.spacing),
        .init("height", \.height, since: CardVersion(1, 1)),
        .init("horizontalAlignment", \.horizontalAlignment),
        .init("fallback", \.fallback, since: CardVersion(1, 2)),
        .init("requires", \.requires, since: CardVersion(1, 2)),
        .init("targetWidth", \.targetWidth, since: nil),
        .init("grid.area", \.gridArea, since: nil),
        .init("lang", \.lang, since: nil),
        .init("key", \.key, since: nil),
        .init("isSortKey", \.isSortKey, since: nil),
    ]
}
