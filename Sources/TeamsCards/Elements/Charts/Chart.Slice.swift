public import JSONKit

extension Chart {
    /// A part of a ring, a disc or a bar.
    public struct Slice: CardPart {
        public static let name = "chart slice"

        /// What it is.
        public var legend: String?
        /// How much it is.
        public var value: Double?
        /// Its colour.
        public var color: ChartColor?
        public var extras: JSONObject = [:]

        public init() {}

        /// `legend` and how much it is.
        public init(_ legend: String, _ value: Double, color: ChartColor? = nil) {
            self.legend = legend
            self.value = value
            self.color = color
        }

        public static let schema: CardSchema<Self> = [
            .init("legend", \.legend),
            .init("value", \.value),
            .init("color", \.color),
        ]
    }
}
