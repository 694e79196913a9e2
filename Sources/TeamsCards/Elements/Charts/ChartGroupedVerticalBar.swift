public import JSONKit

extension CardProperties {
    /// Groups of bars side by side.
    public struct ChartGroupedVerticalBar: ElementProperties {
        public static let type = "Chart.VerticalBar.Grouped"
        public static let since: CardVersion? = nil
        public typealias Shared = ChartCommon

        /// The groups.
        public var data: [Chart.Group]?
        /// The colour of bars without one.
        public var color: ChartColor?
        /// Whether the bars of a group stand on each other.
        public var stacked: Bool?
        /// The title of the horizontal axis.
        public var xAxisTitle: String?
        /// The title of the vertical axis.
        public var yAxisTitle: String?
        /// Whether values are written on the bars.
        public var showBarValues: Bool?
        /// Where the vertical axis begins.
        public var yMin: Double?
        /// Where the vertical axis ends.
        public var yMax: Double?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("data", \.data),
            .init("color", \.color),
            .init("stacked", \.stacked),
            .init("xAxisTitle", \.xAxisTitle),
            .init("yAxisTitle", \.yAxisTitle),
            .init("showBarValues", \.showBarValues),
            .init("yMin", \.yMin),
            .init("yMax", \.yMax),
        ]
    }
}

extension Chart {
    /// Groups of bars side by side.
    public typealias GroupedVerticalBar = CardNode<CardProperties.ChartGroupedVerticalBar>
}
