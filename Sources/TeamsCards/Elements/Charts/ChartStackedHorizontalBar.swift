public import JSONKit

extension CardProperties {
    /// Bars one below the other, in parts.
    public struct ChartStackedHorizontalBar: ElementProperties {
        public static let type = "Chart.HorizontalBar.Stacked"
        public static let since: CardVersion? = nil
        public typealias Shared = ChartCommon

        /// The bars.
        public var data: [Chart.Stack]?
        /// The colour of parts without one.
        public var color: ChartColor?
        /// The title of the horizontal axis.
        public var xAxisTitle: String?
        /// The title of the vertical axis.
        public var yAxisTitle: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("data", \.data),
            .init("color", \.color),
            .init("xAxisTitle", \.xAxisTitle),
            .init("yAxisTitle", \.yAxisTitle),
        ]
    }
}

extension Chart {
    /// Bars one below the other, in parts.
    public typealias StackedHorizontalBar = CardNode<CardProperties.ChartStackedHorizontalBar>
}
