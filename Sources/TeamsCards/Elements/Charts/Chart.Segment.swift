public import JSONKit

extension Chart {
    /// A part of the scale of a gauge.
    public struct Segment: CardPart {
        public static let name = "gauge segment"

        /// What it is.
        public var legend: String?
        /// How much of the scale it takes.
        public var size: Double?
        /// Its colour.
        public var color: ChartColor?
        public var extras: JSONObject = [:]

        public init() {}

        /// `legend` and how much of the scale it takes.
        public init(_ legend: String, _ size: Double, color: ChartColor? = nil) {
            self.legend = legend
            self.size = size
            self.color = color
        }

        public static let schema: CardSchema<Self> = [
            .init("legend", \.legend),
            .init("size", \.size),
            .init("color", \.color),
        ]
    }
}
