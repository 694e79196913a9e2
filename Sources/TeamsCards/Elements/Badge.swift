public import JSONKit

extension CardProperties {
    /// A short word in a coloured shape.
    public struct Badge: ElementProperties {
        public static let type = "Badge"
        public static let since: CardVersion? = nil

        /// The word.
        public var text: String?
        /// The name of an icon.
        public var icon: String?
        /// On which side of the word the icon stands.
        public var iconPosition: IconPosition?
        /// How strong its colour is.
        public var appearance: BadgeAppearance?
        /// Its size.
        public var size: BadgeSize?
        /// Its corners.
        public var shape: BadgeShape?
        /// Its meaning.
        public var style: BadgeStyle?
        /// What is shown when someone points at it.
        public var tooltip: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("text", \.text),
            .init("icon", \.icon),
            .init("iconPosition", \.iconPosition),
            .init("appearance", \.appearance),
            .init("size", \.size),
            .init("shape", \.shape),
            .init("style", \.style),
            .init("tooltip", \.tooltip),
        ]
    }
}

/// A short word in a coloured shape.
public typealias Badge = CardNode<CardProperties.Badge>

extension Badge {
    /// A badge with this word.
    public init(_ text: String) {
        self.init()
        properties.text = text
    }
}
