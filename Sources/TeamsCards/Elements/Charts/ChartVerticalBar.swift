public import JSONKit

extension CardProperties {
    /// Bars side by side.
    public struct ChartVerticalBar: ElementProperties {
        public static let type = "Chart.VerticalBar"
        public static let since: CardVersion? = nil
        public typealias Shared = ChartCommon

        /// The bars.
        public var data: [Chart.Bar]?
        /// The colour of bars without one.
        public var color: ChartColor?
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
            .init("xAxisTitle", \.xAxisTitle),
            .init("yAxisTitle", \.yAxisTitle),
            .init("showBarValues", \.showBarValues),
            .init("yMin", \.yMin),
            .init("yMax", \.yMax),
        ]
    }
}

extension Chart {
    /// Bars side by side.
    public typealias VerticalBar = CardNode<CardProperties.ChartVerticalBar>
}
