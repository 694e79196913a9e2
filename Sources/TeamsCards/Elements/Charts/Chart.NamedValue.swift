public import JSONKit

extension Chart {
    /// A bar of a group.
    public struct NamedValue: CardPart {
        public static let name = "bar of a chart group"

        /// What it is.
        public var x: String?
        /// How high it is.
        public var y: Double?
        public var extras: JSONObject = [:]

        public init() {}

        /// `y` for `x`.
        public init(_ x: String, _ y: Double) {
            self.x = x
            self.y = y
        }

        public static let schema: CardSchema<Self> = [
            .init("x", \.x),
            .init("y", \.y),
        ]
    }
}
