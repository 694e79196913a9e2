public import JSONKit

extension Chart {
    /// A point of a line.
    public struct Point: CardPart {
        public static let name = "chart point"

        /// Where it stands from side to side: a number, a day or a name.
        public var x: TextOr<Double>?
        /// How high it stands.
        public var y: Double?
        public var extras: JSONObject = [:]

        public init() {}

        /// `y` at `x`.
        public init(_ x: TextOr<Double>, _ y: Double) {
            self.x = x
            self.y = y
        }

        public static let schema: CardSchema<Self> = [
            .init("x", \.x),
            .init("y", \.y),
        ]
    }
}
