public import JSONKit

/// A paragraph of text, with bold, italic, links and lists in markdown.
public struct TextBlockProperties: ElementProperties {
    public typealias Common = ElementCommon
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

    public static let schema: CardSchema<TextBlockProperties> = [
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

/// A paragraph of text, with bold, italic, links and lists in markdown.
public typealias TextBlock = CardNode<TextBlockProperties>

/// A paragraph whose parts have looks of their own.
public struct RichTextBlockProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "RichTextBlock"
    public static let since: CardVersion? = CardVersion(1, 2)

    /// Its parts: texts, or runs.
    public var inlines: [JSONValue]?
    /// The id of the input that it is the label of.
    public var labelFor: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<RichTextBlockProperties> = [
        .init("inlines", \.inlines, since: CardVersion(1, 2), required: true),
        .init("labelFor", \.labelFor, since: nil),
    ]
}

/// A paragraph whose parts have looks of their own.
public typealias RichTextBlock = CardNode<RichTextBlockProperties>

/// A part of a paragraph.
public struct TextRunProperties: CardProperties {
    public typealias Common = NoCommon
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
    /// Its language.
    public var lang: String?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<TextRunProperties> = [
        .init("text", \.text, since: CardVersion(1, 2), required: true),
        .init("color", \.color, since: CardVersion(1, 2)),
        .init("fontType", \.fontType, since: CardVersion(1, 2)),
        .init("highlight", \.highlight, since: CardVersion(1, 2)),
        .init("isSubtle", \.isSubtle, since: CardVersion(1, 2)),
        .init("italic", \.italic, since: CardVersion(1, 2)),
        .init("size", \.size, since: CardVersion(1, 2)),
        .init("strikethrough", \.strikethrough, since: CardVersion(1, 2)),
        .init("underline", \.underline, since: CardVersion(1, 3)),
        .init("weight", \.weight, since: CardVersion(1, 2)),
        .init("selectAction", \.selectAction, since: CardVersion(1, 2)),
        .init("lang", \.lang, since: nil),
    ]
}

/// A part of a paragraph.
public typealias TextRun = CardNode<TextRunProperties>

/// An icon in a paragraph.
public struct IconRunProperties: CardProperties {
    public typealias Common = NoCommon
    public static let type = "IconRun"
    public static let since: CardVersion? = nil

    /// The name of the icon.
    public var name: String?
    /// Its size.
    public var size: IconSize?
    /// Its drawing.
    public var style: IconStyle?
    /// Its colour.
    public var color: TextColor?
    /// What happens when someone presses it.
    public var selectAction: AdaptiveAction?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<IconRunProperties> = [
        .init("name", \.name, since: nil, required: true),
        .init("size", \.size, since: nil),
        .init("style", \.style, since: nil),
        .init("color", \.color, since: nil),
        .init("selectAction", \.selectAction, since: nil),
    ]
}

/// An icon in a paragraph.
public typealias IconRun = CardNode<IconRunProperties>

/// A picture in a paragraph.
public struct ImageRunProperties: CardProperties {
    public typealias Common = NoCommon
    public static let type = "ImageRun"
    public static let since: CardVersion? = nil

    /// Its address.
    public var url: String?
    /// Its size.
    public var size: ImageSize?
    /// Its shape.
    public var style: ImageStyle?
    /// What happens when someone presses it.
    public var selectAction: AdaptiveAction?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<ImageRunProperties> = [
        .init("url", \.url, since: nil, required: true),
        .init("size", \.size, since: nil),
        .init("style", \.style, since: nil),
        .init("selectAction", \.selectAction, since: nil),
    ]
}

/// A picture in a paragraph.
public typealias ImageRun = CardNode<ImageRunProperties>

/// A mark in a paragraph that names a source.
public struct CitationRunProperties: CardProperties {
    public typealias Common = NoCommon
    public static let type = "CitationRun"
    public static let since: CardVersion? = nil

    /// The text.
    public var text: String?
    /// The number of the source among the card's `references`.
    public var referenceIndex: Int?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<CitationRunProperties> = [
        .init("text", \.text, since: nil, required: true),
        .init("referenceIndex", \.referenceIndex, since: nil),
    ]
}

/// A mark in a paragraph that names a source.
public typealias CitationRun = CardNode<CitationRunProperties>
