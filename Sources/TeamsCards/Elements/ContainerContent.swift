public import JSONKit

/// What containers, columns, cells of a table and pages of a carousel have in common.
public struct ContainerContent: CardCommon, SelectActionProperties, BackdropProperties {
    /// The elements, one above the other.
    public var items: [AdaptiveElement]?
    /// What happens when someone presses anywhere on it.
    public var selectAction: AdaptiveAction?
    /// Its look.
    public var style: ContainerStyle?
    /// Where its items stand when there is more height than they need.
    public var verticalContentAlignment: VerticalAlignment?
    /// Whether it reaches to the edges of what holds it. Not in a page of a carousel.
    public var bleed: Bool?
    /// A picture behind it: its address, or a ``BackgroundImage``.
    public var backgroundImage: TextOr<BackgroundImage>?
    /// The least height: `80px`.
    public var minHeight: String?
    /// The greatest height: it scrolls beyond.
    public var maxHeight: String?
    /// Whether it is written from right to left.
    public var rtl: Bool?
    /// How its elements are arranged, by width.
    public var layouts: [AdaptiveLayout]?
    /// Whether it has a border. Not in a table.
    public var showBorder: Bool?
    /// Whether its corners are round. Not in a table.
    public var roundedCorners: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("items", \.items),
        .init("selectAction", \.selectAction, since: CardVersion(1, 1)),
        .init("style", \.style),
        .init("verticalContentAlignment", \.verticalContentAlignment, since: CardVersion(1, 1)),
        .init("bleed", \.bleed, since: CardVersion(1, 2)),
        .init("backgroundImage", \.backgroundImage, since: CardVersion(1, 2)),
        .init("minHeight", \.minHeight, since: CardVersion(1, 2)),
        .init("maxHeight", \.maxHeight, since: nil),
        .init("rtl", \.rtl, since: CardVersion(1, 5)),
        .init("layouts", \.layouts, since: nil),
        .init("showBorder", \.showBorder, since: nil),
        .init("roundedCorners", \.roundedCorners, since: nil),
    ]
}
