public import JSONKit

extension Chart {
    /// A bar that stands.
    public struct Bar: CardPart {
        public static let name = "chart bar"

        /// What it is: a name or a number.
        public var x: TextOr<Double>?
        /// How high it is.
        public var y: Double?
        /// Its colour.
        public var color: ChartColor?
        public var extras: JSONObject = [:]

        public init() {}

        /// `y` for `x`.
        public init(_ x: TextOr<Double>, _ y: Double, color: ChartColor? = nil) {
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
