public import JSONKit

/// A ring in parts.
public struct ChartDonutProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Chart.Donut"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// The parts: `{legend, value, color}`.
    public var data: [JSONObject]?
    /// The set of colours.
    public var colorSet: String?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    /// What stands in the middle.
    public var value: JSONValue?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ChartDonutProperties> = [
        .init("title", \.title, since: nil),
        .init("data", \.data, since: nil),
        .init("colorSet", \.colorSet, since: nil),
        .init("showLegend", \.showLegend, since: nil),
        .init("value", \.value, since: nil),
    ]
}

extension Chart {
    /// A ring in parts.
    public typealias Donut = CardNode<ChartDonutProperties>
}

/// A disc in parts.
public struct ChartPieProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Chart.Pie"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// The parts: `{legend, value, color}`.
    public var data: [JSONObject]?
    /// The set of colours.
    public var colorSet: String?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ChartPieProperties> = [
        .init("title", \.title, since: nil),
        .init("data", \.data, since: nil),
        .init("colorSet", \.colorSet, since: nil),
        .init("showLegend", \.showLegend, since: nil),
    ]
}

extension Chart {
    /// A disc in parts.
    public typealias Pie = CardNode<ChartPieProperties>
}

/// A pointer over segments.
public struct ChartGaugeProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Chart.Gauge"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// Where the pointer stands.
    public var value: Double?
    /// Where the scale begins.
    public var min: Double?
    /// Where the scale ends.
    public var max: Double?
    /// The segments: `{legend, size, color}`.
    public var segments: [JSONObject]?
    /// A second title.
    public var subLabel: String?
    /// Whether the ends of the scale are named.
    public var showMinMax: Bool?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    /// `Percentage` or `Fraction`.
    public var valueFormat: String?
    /// The set of colours.
    public var colorSet: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ChartGaugeProperties> = [
        .init("title", \.title, since: nil),
        .init("value", \.value, since: nil),
        .init("min", \.min, since: nil),
        .init("max", \.max, since: nil),
        .init("segments", \.segments, since: nil),
        .init("subLabel", \.subLabel, since: nil),
        .init("showMinMax", \.showMinMax, since: nil),
        .init("showLegend", \.showLegend, since: nil),
        .init("valueFormat", \.valueFormat, since: nil),
        .init("colorSet", \.colorSet, since: nil),
    ]
}

extension Chart {
    /// A pointer over segments.
    public typealias Gauge = CardNode<ChartGaugeProperties>
}

/// Lines over time or values.
public struct ChartLineProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Chart.Line"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// The lines: `{legend, values: [{x, y}], color}`.
    public var data: [JSONObject]?
    /// The colour of lines without one.
    public var color: String?
    /// The set of colours.
    public var colorSet: String?
    /// The title of the horizontal axis.
    public var xAxisTitle: String?
    /// The title of the vertical axis.
    public var yAxisTitle: String?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ChartLineProperties> = [
        .init("title", \.title, since: nil),
        .init("data", \.data, since: nil),
        .init("color", \.color, since: nil),
        .init("colorSet", \.colorSet, since: nil),
        .init("xAxisTitle", \.xAxisTitle, since: nil),
        .init("yAxisTitle", \.yAxisTitle, since: nil),
        .init("showLegend", \.showLegend, since: nil),
    ]
}

extension Chart {
    /// Lines over time or values.
    public typealias Line = CardNode<ChartLineProperties>
}

/// Bars side by side.
public struct ChartVerticalBarProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Chart.VerticalBar"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// The bars: `{x, y, color}`.
    public var data: [JSONObject]?
    /// The colour of bars without one.
    public var color: String?
    /// The set of colours.
    public var colorSet: String?
    /// The title of the horizontal axis.
    public var xAxisTitle: String?
    /// The title of the vertical axis.
    public var yAxisTitle: String?
    /// Whether values are written on the bars.
    public var showBarValues: Bool?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ChartVerticalBarProperties> = [
        .init("title", \.title, since: nil),
        .init("data", \.data, since: nil),
        .init("color", \.color, since: nil),
        .init("colorSet", \.colorSet, since: nil),
        .init("xAxisTitle", \.xAxisTitle, since: nil),
        .init("yAxisTitle", \.yAxisTitle, since: nil),
        .init("showBarValues", \.showBarValues, since: nil),
        .init("showLegend", \.showLegend, since: nil),
    ]
}

extension Chart {
    /// Bars side by side.
    public typealias VerticalBar = CardNode<ChartVerticalBarProperties>
}

/// Groups of bars side by side.
public struct ChartGroupedVerticalBarProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Chart.VerticalBar.Grouped"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// The groups: `{legend, values: [{x, y}], color}`.
    public var data: [JSONObject]?
    /// The colour of bars without one.
    public var color: String?
    /// The set of colours.
    public var colorSet: String?
    /// Whether the bars of a group stand on each other.
    public var stacked: Bool?
    /// The title of the horizontal axis.
    public var xAxisTitle: String?
    /// The title of the vertical axis.
    public var yAxisTitle: String?
    /// Whether values are written on the bars.
    public var showBarValues: Bool?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ChartGroupedVerticalBarProperties> = [
        .init("title", \.title, since: nil),
        .init("data", \.data, since: nil),
        .init("color", \.color, since: nil),
        .init("colorSet", \.colorSet, since: nil),
        .init("stacked", \.stacked, since: nil),
        .init("xAxisTitle", \.xAxisTitle, since: nil),
        .init("yAxisTitle", \.yAxisTitle, since: nil),
        .init("showBarValues", \.showBarValues, since: nil),
        .init("showLegend", \.showLegend, since: nil),
    ]
}

extension Chart {
    /// Groups of bars side by side.
    public typealias GroupedVerticalBar = CardNode<ChartGroupedVerticalBarProperties>
}

/// Bars one below the other.
public struct ChartHorizontalBarProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Chart.HorizontalBar"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// The bars: `{x, y, color}`.
    public var data: [JSONObject]?
    /// The colour of bars without one.
    public var color: String?
    /// The set of colours.
    public var colorSet: String?
    /// `AbsoluteWithAxis`, `AbsoluteNoAxis` or `PartToWhole`.
    public var displayMode: String?
    /// The title of the horizontal axis.
    public var xAxisTitle: String?
    /// The title of the vertical axis.
    public var yAxisTitle: String?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ChartHorizontalBarProperties> = [
        .init("title", \.title, since: nil),
        .init("data", \.data, since: nil),
        .init("color", \.color, since: nil),
        .init("colorSet", \.colorSet, since: nil),
        .init("displayMode", \.displayMode, since: nil),
        .init("xAxisTitle", \.xAxisTitle, since: nil),
        .init("yAxisTitle", \.yAxisTitle, since: nil),
        .init("showLegend", \.showLegend, since: nil),
    ]
}

extension Chart {
    /// Bars one below the other.
    public typealias HorizontalBar = CardNode<ChartHorizontalBarProperties>
}

/// Bars one below the other, in parts.
public struct ChartStackedHorizontalBarProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Chart.HorizontalBar.Stacked"
    public static let since: CardVersion? = nil

    /// The title.
    public var title: String?
    /// The bars: `{title, data: [{legend, value, color}]}`.
    public var data: [JSONObject]?
    /// The colour of parts without one.
    public var color: String?
    /// The set of colours.
    public var colorSet: String?
    /// The title of the horizontal axis.
    public var xAxisTitle: String?
    /// The title of the vertical axis.
    public var yAxisTitle: String?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ChartStackedHorizontalBarProperties> = [
        .init("title", \.title, since: nil),
        .init("data", \.data, since: nil),
        .init("color", \.color, since: nil),
        .init("colorSet", \.colorSet, since: nil),
        .init("xAxisTitle", \.xAxisTitle, since: nil),
        .init("yAxisTitle", \.yAxisTitle, since: nil),
        .init("showLegend", \.showLegend, since: nil),
    ]
}

extension Chart {
    /// Bars one below the other, in parts.
    public typealias StackedHorizontalBar = CardNode<ChartStackedHorizontalBarProperties>
}
