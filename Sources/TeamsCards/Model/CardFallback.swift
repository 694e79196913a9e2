public import JSONKit

/// What a host shows in place of something that it does not know.
public enum CardFallback<Content: AdaptiveContent>: CardKind {
    /// Nothing.
    case drop
    /// Another element or action.
    case content(Content)

    public init(json: JSONValue) throws(WireError) {
        guard case .string(let text) = json else {
            self = .content(try Content(json: json))
            return
        }
        guard text.hasSameBytes(as: "drop") else { throw WireError(expected: "\"drop\" or an object", found: json) }
        self = .drop
    }

    public var json: JSONValue {
        switch self {
        case .drop: "drop"
        case .content(let content): content.json
        }
    }

    /// The people whom the texts inside mention.
    public var mentions: [CardMention] { if case .content(let content) = self { content.mentions } else { [] } }

    public static var kind: CardValueKind { .fallback }
}
