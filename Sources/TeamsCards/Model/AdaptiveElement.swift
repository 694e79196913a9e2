public import JSONKit

/// Properties of what may stand in the body of a card.
public protocol ElementProperties: CardNodeProperties where Common == ElementCommon {}

/// An element of any type, known or not, as it stands in a body.
public struct AdaptiveElement: AdaptiveContent {
    public let json: JSONValue
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

    /// An element written as JSON, of whatever type.
    public init(_ object: JSONObject) {
        json = .object(object)
        mentions = []
    }

    public static var kind: CardValueKind { .element }
}
