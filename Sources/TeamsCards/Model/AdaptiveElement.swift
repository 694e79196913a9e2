public import JSONKit

/// Properties of what may stand in the body of a card.
public protocol ElementProperties: CardProperties {}

/// An element of any type, known or not, as it stands in a body.
public struct AdaptiveElement: CardKind {
    /// The element as JSON.
    public let json: JSONValue
    /// The people whom the texts inside mention.
    public let mentions: [CardMention]

    /// An element of a known type.
    public init<Properties: ElementProperties>(_ node: CardNode<Properties>) {
        json = node.json
        mentions = node.mentions
    }

    /// An element as it came, of whatever type.
    public init(json: JSONValue) throws(WireError) {
        self.json = .object(try JSONObject(json: json))
        mentions = []
    }

    /// The name of its type, or `nil` when it has none.
    public var type: String? { json["type"]?.stringValue }

    /// The element as one of a known type. `nil` when it is of another, or a property is not what the type needs.
    public func `as`<Properties: ElementProperties>(_ type: CardNode<Properties>.Type) -> CardNode<Properties>? {
        guard self.type == Properties.type else { return nil }
        return try? CardNode<Properties>(json: json)
    }

    public static var kind: CardValueKind { .element }
}
