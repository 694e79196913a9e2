public import JSONKit

extension Chart {
    /// A bar that lies.
    public struct NamedBar: CardPart {
        public static let name = "horizontal chart bar"

        /// What it is.
        public var x: String?
        /// How long it is.
        public var y: Double?
        /// Its colour.
        public var color: ChartColor?
        public var extras: JSONObject = [:]

        public init() {}

        /// `y` for `x`.
        public init(_ x: String, _ y: Double, color: ChartColor? = nil) {
            self.x = x
            self.y = y
            self.color = color
        }

        public static let schema: CardSchema<Self> = [
            .init("x", \.x),
            .init("y", \.y),
            .init("color", \.color),
        ]
    }
}
