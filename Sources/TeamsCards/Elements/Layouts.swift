public import JSONKit

/// Elements one above the other.
public struct LayoutStackProperties: CardProperties {
    public typealias Common = NoCommon
    public static let type = "Layout.Stack"
    public static let since: CardVersion? = nil

    /// The width from which it holds.
    public var targetWidth: TargetWidth?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<LayoutStackProperties> = [
        .init("targetWidth", \.targetWidth, since: nil)
    ]
}

extension Layout {
    /// Elements one above the other.
    public typealias Stack = CardNode<LayoutStackProperties>
}

/// Elements side by side, in as many rows as they need.
public struct LayoutFlowProperties: CardProperties {
    public typealias Common = NoCommon
    public static let type = "Layout.Flow"
    public static let since: CardVersion? = nil

    /// How the items fill their row.
    public var itemFit: ItemFit?
    /// The width of each: `80px`.
    public var itemWidth: String?
    /// The least width of each.
    public var minItemWidth: String?
    /// The greatest width of each.
    public var maxItemWidth: String?
    /// The gap between items.
    public var columnSpacing: Spacing?
    /// The gap between rows.
    public var rowSpacing: Spacing?
    /// Where the items of a row stand.
    public var horizontalItemsAlignment: HorizontalAlignment?
    /// Where items stand in a higher row.
    public var verticalItemsAlignment: VerticalAlignment?
    /// The width from which it holds.
    public var targetWidth: TargetWidth?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<LayoutFlowProperties> = [
        .init("itemFit", \.itemFit, since: nil),
        .init("itemWidth", \.itemWidth, since: nil),
        .init("minItemWidth", \.minItemWidth, since: nil),
        .init("maxItemWidth", \.maxItemWidth, since: nil),
        .init("columnSpacing", \.columnSpacing, since: nil),
        .init("rowSpacing", \.rowSpacing, since: nil),
        .init("horizontalItemsAlignment", \.horizontalItemsAlignment, since: nil),
        .init("verticalItemsAlignment", \.verticalItemsAlignment, since: nil),
        .init("targetWidth", \.targetWidth, since: nil),
    ]
}

extension Layout {
    /// Elements side by side, in as many rows as they need.
    public typealias Flow = CardNode<LayoutFlowProperties>
}

/// Elements in named areas of a grid.
public struct LayoutAreaGridProperties: CardProperties {
    public typealias Common = NoCommon
    public static let type = "Layout.AreaGrid"
    public static let since: CardVersion? = nil

    /// The widths: per cent, or `80px`.
    public var columns: [JSONValue]?
    /// The areas: `{name, row, column, rowSpan, columnSpan}`.
    public var areas: [JSONObject]?
    /// The gap between columns.
    public var columnSpacing: Spacing?
    /// The gap between rows.
    public var rowSpacing: Spacing?
    /// The width from which it holds.
    public var targetWidth: TargetWidth?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<LayoutAreaGridProperties> = [
        .init("columns", \.columns, since: nil),
        .init("areas", \.areas, since: nil),
        .init("columnSpacing", \.columnSpacing, since: nil),
        .init("rowSpacing", \.rowSpacing, since: nil),
        .init("targetWidth", \.targetWidth, since: nil),
    ]
}

extension Layout {
    /// Elements in named areas of a grid.
    public typealias AreaGrid = CardNode<LayoutAreaGridProperties>
}
