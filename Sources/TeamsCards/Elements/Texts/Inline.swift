public import JSONKit

/// Properties of a part of a paragraph that has a look of its own.
public protocol InlineProperties: CardNodeProperties where Common == RunCommon {}

/// A part of a paragraph of any type, known or not: a run, or a text without a look of its own.
public struct Inline: AdaptiveContent {
    public let json: JSONValue
    public var mentions: [CardMention] { [] }

    /// A run, an icon, a picture or a citation.
    public init(_ run: CardNode<some InlineProperties>) { json = run.json }

    /// A text without a look of its own.
    public init(_ text: String) { json = .string(text) }

    /// A part as it came, of whatever type.
    public init(json: JSONValue) throws(WireError) {
        if case .string = json { self.json = json } else { self.json = .object(try JSONObject(json: json)) }
    }

    /// A part of a paragraph written as JSON, of whatever type.
    public init(_ object: JSONObject) { json = .object(object) }

    public static var kind: CardValueKind {
        .oneOf([
            .text,
            .typed([
                CardProperties.TextRun.type, CardProperties.IconRun.type, CardProperties.ImageRun.type,
                CardProperties.CitationRun.type,
            ]),
        ])
    }
}
