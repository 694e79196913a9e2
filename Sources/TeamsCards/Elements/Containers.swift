public import JSONKit

/// Elements one above the other.
public struct ContainerProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Container"

    /// The elements.
    public var items: [AdaptiveElement]?
    /// What happens when someone presses anywhere on it.
    public var selectAction: AdaptiveAction?
    /// Its look.
    public var style: ContainerStyle?
    /// Where its items stand when there is more height than they need.
    public var verticalContentAlignment: VerticalAlignment?
    /// Whether it reaches to the edges of what holds it.
    public var bleed: Bool?
    /// A picture behind it: its address, or a ``BackgroundImage``.
    public var backgroundImage: JSONValue?
    /// The least height: `80px`.
    public var minHeight: String?
    /// The greatest height: it scrolls beyond.
    public var maxHeight: String?
    /// Whether it is written from right to left.
    public var rtl: Bool?
    /// How its elements are arranged, by width.
    public var layouts: [JSONValue]?
    /// Whether it has a border.
    public var showBorder: Bool?
    /// Whether its corners are round.
    public var roundedCorners: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ContainerProperties> = [
        .init("items", \.items, required: true),
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

/// Elements one above the other.
public typealias Container = CardNode<ContainerProperties>

/// Columns side by side.
public struct ColumnSetProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "ColumnSet"

    /// The columns.
    public var columns: [Column]?
    /// What happens when someone presses anywhere on it.
    public var selectAction: AdaptiveAction?
    /// Its look.
    public var style: ContainerStyle?
    /// Whether it reaches to the edges of what holds it.
    public var bleed: Bool?
    /// The least height: `80px`.
    public var minHeight: String?
    /// The least width: it scrolls below.
    public var minWidth: String?
    /// Whether it has a border.
    public var showBorder: Bool?
    /// Whether its corners are round.
    public var roundedCorners: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ColumnSetProperties> = [
        .init("columns", \.columns),
        .init("selectAction", \.selectAction, since: CardVersion(1, 1)),
        .init("style", \.style, since: CardVersion(1, 2)),
        .init("bleed", \.bleed, since: CardVersion(1, 2)),
        .init("minHeight", \.minHeight, since: CardVersion(1, 2)),
        .init("minWidth", \.minWidth, since: nil),
        .init("showBorder", \.showBorder, since: nil),
        .init("roundedCorners", \.roundedCorners, since: nil),
    ]
}

/// Columns side by side.
public typealias ColumnSet = CardNode<ColumnSetProperties>

/// Elements one above the other, beside other columns.
public struct ColumnProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Column"

    /// The elements.
    public var items: [AdaptiveElement]?
    /// How wide it is.
    public var width: ColumnWidth?
    /// What happens when someone presses anywhere on it.
    public var selectAction: AdaptiveAction?
    /// Its look.
    public var style: ContainerStyle?
    /// Where its items stand when there is more height than they need.
    public var verticalContentAlignment: VerticalAlignment?
    /// Whether it reaches to the edges of what holds it.
    public var bleed: Bool?
    /// A picture behind it: its address, or a ``BackgroundImage``.
    public var backgroundImage: JSONValue?
    /// The least height: `80px`.
    public var minHeight: String?
    /// The greatest height: it scrolls beyond.
    public var maxHeight: String?
    /// Whether it is written from right to left.
    public var rtl: Bool?
    /// How its elements are arranged, by width.
    public var layouts: [JSONValue]?
    /// Whether it has a border.
    public var showBorder: Bool?
    /// Whether its corners are round.
    public var roundedCorners: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ColumnProperties> = [
        .init("items", \.items),
        .init("width", \.width),
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

/// Elements one above the other, beside other columns.
public typealias Column = CardNode<ColumnProperties>

/// Names and values in two columns.
public struct FactSetProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "FactSet"

    /// The lines.
    public var facts: [Fact]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<FactSetProperties> = [
        .init("facts", \.facts, required: true)
    ]
}

/// Names and values in two columns.
public typealias FactSet = CardNode<FactSetProperties>

/// A name and its value.
public struct Fact: CardPart {
    /// The name.
    public var title: String?
    /// The value.
    public var value: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Fact> = [
        .init("title", \.title, required: true),
        .init("value", \.value, required: true),
    ]
}

/// Buttons among the elements.
public struct ActionSetProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "ActionSet"
    public static let since: CardVersion? = CardVersion(1, 2)

    /// The buttons.
    public var actions: [AdaptiveAction]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ActionSetProperties> = [
        .init("actions", \.actions, since: CardVersion(1, 2), required: true)
    ]
}

/// Buttons among the elements.
public typealias ActionSet = CardNode<ActionSetProperties>
