public import JSONKit

extension CardProperties {
    /// A mark in a paragraph that names a source.
    public struct CitationRun: InlineProperties {
        public static let type = "CitationRun"
        public static let since: CardVersion? = nil

        /// The text.
        public var text: String?
        /// The number of the source among the card's `references`.
        public var referenceIndex: Int?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("text", \.text, required: true),
            .init("referenceIndex", \.referenceIndex),
        ]
    }
}

/// A mark in a paragraph that names a source.
public typealias CitationRun = CardNode<CardProperties.CitationRun>

extension CitationRun {
    /// A citation of the card's reference of this number, from 0.
    public init(_ text: String, reference: Int) {
        self.init()
        properties.text = text
        properties.referenceIndex = reference
    }
}
