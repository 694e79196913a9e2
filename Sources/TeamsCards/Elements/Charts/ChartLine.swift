public import JSONKit

extension CardProperties {
    /// Lines over time or values.
    public struct ChartLine: ElementProperties {
        public static let type = "Chart.Line"
        public static let since: CardVersion? = nil
        public typealias Shared = ChartCommon

        /// The lines.
        public var data: [Chart.Series]?
        /// The colour of lines without one.
        public var color: ChartColor?
        /// The title of the horizontal axis.
        public var xAxisTitle: String?
        /// The title of the vertical axis.
        public var yAxisTitle: String?
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
            .init("yMin", \.yMin),
            .init("yMax", \.yMax),
        ]
    }
}

extension Chart {
    /// Lines over time or values.
    public typealias Line = CardNode<CardProperties.ChartLine>
}
