public import JSONKit

extension Chart {
    /// A line.
    public struct Series: CardPart {
        public static let name = "chart series"

        /// What it is.
        public var legend: String?
        /// Its points.
        public var values: [Chart.Point]?
        /// Its colour.
        public var color: ChartColor?
        public var extras: JSONObject = [:]

        public init() {}

        /// A line through these points.
        public init(_ legend: String, _ values: [Chart.Point], color: ChartColor? = nil) {
            self.legend = legend
            self.values = values
            self.color = color
        }

        public static let schema: CardSchema<Self> = [
            .init("legend", \.legend),
            .init("values", \.values),
            .init("color", \.color),
        ]
    }
}
