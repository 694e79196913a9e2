public import JSONKit

/// What all charts have in common.
public struct ChartCommon: CardCommon {
    /// The title.
    public var title: String?
    /// Whether the title is shown.
    public var showTitle: Bool?
    /// The set of colours.
    public var colorSet: ChartColorSet?
    /// The greatest width: `300px`.
    public var maxWidth: String?
    /// Whether the legend is shown.
    public var showLegend: Bool?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<Self> = [
        .init("title", \.title),
        .init("showTitle", \.showTitle),
        .init("colorSet", \.colorSet),
        .init("maxWidth", \.maxWidth),
        .init("showLegend", \.showLegend),
    ]
}
