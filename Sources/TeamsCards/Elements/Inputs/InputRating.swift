public import JSONKit

extension CardProperties {
    /// Stars to give.
    public struct InputRating: InputProperties {
        public static let type = "Input.Rating"
        public static let since: CardVersion? = nil

        /// How many are given at first.
        public var value: Double?
        /// How many there are. Five unless said.
        public var max: Int?
        /// Whether half a star can be given.
        public var allowHalfSteps: Bool?
        /// Their size.
        public var size: RatingSize?
        /// Their colour.
        public var color: RatingColor?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("value", \.value),
            .init("max", \.max),
            .init("allowHalfSteps", \.allowHalfSteps),
            .init("size", \.size),
            .init("color", \.color),
        ]
    }
}

extension Input {
    /// Stars to give.
    public typealias Rating = CardNode<CardProperties.InputRating>
}

extension CardProperties.InputRating {
    public func value(of text: String) -> Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
    public var expected: String { "a number of stars" }
}
