public import JSONKit

extension Chart {
    /// Bars of one colour, one for each name.
    public struct Group: CardPart {
        public static let name = "chart group"

        /// What they are.
        public var legend: String?
        /// The bars.
        public var values: [Chart.NamedValue]?
        /// Their colour.
        public var color: ChartColor?
        public var extras: JSONObject = [:]

        public init() {}

        /// These bars.
        public init(_ legend: String, _ values: [Chart.NamedValue], color: ChartColor? = nil) {
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
