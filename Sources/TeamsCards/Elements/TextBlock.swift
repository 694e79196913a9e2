public import JSONKit

extension CardProperties {
    /// A paragraph of text, with bold, italic, links and lists in markdown.
    public struct TextBlock: ElementProperties {
        public static let type = "TextBlock"

        /// The text.
        public var text: String?
        /// Its colour.
        public var color: TextColor?
        /// Its typeface.
        public var fontType: FontType?
        /// Whether it is paler than others.
        public var isSubtle: Bool?
        /// The number of lines after which it is cut.
        public var maxLines: Int?
        /// Its size.
        public var size: FontSize?
        /// Its weight.
        public var weight: FontWeight?
        /// Whether it runs over several lines. It is cut after one unless said.
        public var wrap: Bool?
        /// What it is for.
        public var style: TextBlockStyle?
        /// The id of the input that it is the label of.
        public var labelFor: String?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("text", \.text, required: true),
            .init("color", \.color),
            .init("fontType", \.fontType, since: CardVersion(1, 2)),
            .init("isSubtle", \.isSubtle),
            .init("maxLines", \.maxLines),
            .init("size", \.size),
            .init("weight", \.weight),
            .init("wrap", \.wrap),
            .init("style", \.style, since: CardVersion(1, 5)),
            .init("labelFor", \.labelFor, since: nil),
        ]
    }
}

/// A paragraph of text, with bold, italic, links and lists in markdown.
public typealias TextBlock = CardNode<CardProperties.TextBlock>

extension TextBlock {
    /// A paragraph. Mentions in it are written as entities of the card.
    public init(_ text: CardText) {
        self.init()
        properties.text = text.string
        mentions = text.mentions
    }

    /// A paragraph. A literal is a ``CardText`` by preference, so that a mention in it is one.
    @_disfavoredOverload
    public init(_ text: String) { self.init(CardText(text)) }
}
