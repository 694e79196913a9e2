public import JSONKit

/// A text, or something that says more than a text can: an address or a picture with its properties, an id or a target.
public enum TextOr<Other: CardKind>: CardKind, ExpressibleByStringLiteral {
    /// A text.
    case text(String)
    /// What says more.
    case other(Other)

    public init(stringLiteral value: String) { self = .text(value) }

    public init(json: JSONValue) throws(WireError) {
        if case .string(let text) = json { self = .text(text) } else { self = .other(try Other(json: json)) }
    }

    /// The text, if it is one.
    public var text: String? { if case .text(let text) = self { text } else { nil } }
    /// What says more, if it is that.
    public var other: Other? { if case .other(let other) = self { other } else { nil } }

    public var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .other(let other): other.json
        }
    }

    public static var kind: CardValueKind { .oneOf([.text, Other.kind]) }
}
