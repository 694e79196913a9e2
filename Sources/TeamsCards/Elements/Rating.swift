public import JSONKit

extension CardProperties {
    /// Stars that show a rating.
    public struct Rating: ElementProperties {
        public static let type = "Rating"
        public static let since: CardVersion? = nil

        /// How many are full.
        public var value: Double?
        /// How many there are. Five unless said.
        public var max: Int?
        /// By how many people.
        public var count: Int?
        /// Their colour.
        public var color: RatingColor?
        /// Their size.
        public var size: RatingSize?
        /// How many are drawn.
        public var style: RatingStyle?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("value", \.value),
            .init("max", \.max),
            .init("count", \.count),
            .init("color", \.color),
            .init("size", \.size),
            .init("style", \.style),
        ]
    }
}

/// Stars that show a rating.
public typealias Rating = CardNode<CardProperties.Rating>

extension Rating {
    /// So many full stars.
    public init(_ value: Double) {
        self.init()
        properties.value = value
    }
}
