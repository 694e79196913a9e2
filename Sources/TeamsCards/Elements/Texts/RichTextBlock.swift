public import JSONKit

extension CardProperties {
    /// A paragraph whose parts have looks of their own.
    public struct RichTextBlock: ElementProperties {
        public static let type = "RichTextBlock"
        public static let since: CardVersion? = CardVersion(1, 2)

        /// Its parts: texts, or runs.
        public var inlines: [Inline]?
        /// The id of the input that it is the label of.
        public var labelFor: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("inlines", \.inlines),
            .init("labelFor", \.labelFor, since: nil),
        ]
    }
}

/// A paragraph whose parts have looks of their own.
public typealias RichTextBlock = CardNode<CardProperties.RichTextBlock>

extension RichTextBlock {
    /// A paragraph of these parts.
    public init(@InlineBuilder _ inlines: () -> [Inline]) {
        self.init()
        properties.inlines = inlines()
    }
}
