public import JSONKit

extension CardProperties {
    /// A part of a paragraph.
    public struct TextRun: InlineProperties, SelectActionProperties {
        public static let type = "TextRun"
        public static let since: CardVersion? = CardVersion(1, 2)

        /// The text.
        public var text: String?
        /// Its colour.
        public var color: TextColor?
        /// Its typeface.
        public var fontType: FontType?
        /// Whether it is marked.
        public var highlight: Bool?
        /// Whether it is paler than others.
        public var isSubtle: Bool?
        /// Whether it is slanted.
        public var italic: Bool?
        /// Its size.
        public var size: FontSize?
        /// Whether it is struck through.
        public var strikethrough: Bool?
        /// Whether it is underlined.
        public var underline: Bool?
        /// Its weight.
        public var weight: FontWeight?
        /// What happens when someone presses it.
        public var selectAction: AdaptiveAction?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("text", \.text),
            .init("color", \.color),
            .init("fontType", \.fontType),
            .init("highlight", \.highlight),
            .init("isSubtle", \.isSubtle),
            .init("italic", \.italic),
            .init("size", \.size),
            .init("strikethrough", \.strikethrough),
            .init("underline", \.underline, since: CardVersion(1, 3)),
            .init("weight", \.weight),
            .init("selectAction", \.selectAction),
        ]
    }
}

/// A part of a paragraph.
public typealias TextRun = CardNode<CardProperties.TextRun>

extension TextRun {
    /// A part of a paragraph.
    public init(_ text: String) {
        self.init()
        properties.text = text
    }
}
