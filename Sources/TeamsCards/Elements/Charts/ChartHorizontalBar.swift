public import JSONKit

extension CardProperties {
    /// Bars one below the other.
    public struct ChartHorizontalBar: ElementProperties {
        public static let type = "Chart.HorizontalBar"
        public static let since: CardVersion? = nil
        public typealias Shared = ChartCommon

        /// The bars.
        public var data: [Chart.NamedBar]?
        /// The colour of bars without one.
        public var color: ChartColor?
        /// What the lengths of bars say.
        public var displayMode: BarDisplayMode?
        /// The title of the horizontal axis.
        public var xAxisTitle: String?
        /// The title of the vertical axis.
        public var yAxisTitle: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("data", \.data),
            .init("color", \.color),
            .init("displayMode", \.displayMode),
            .init("xAxisTitle", \.xAxisTitle),
            .init("yAxisTitle", \.yAxisTitle),
        ]
    }
}

extension Chart {
    /// Bars one below the other.
    public typealias HorizontalBar = CardNode<CardProperties.ChartHorizontalBar>
}
