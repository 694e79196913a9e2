public import JSONKit

/// Properties of what a card can do when someone presses.
public protocol ActionProperties: CardProperties where Common == ActionCommon {}

/// An action of any type, known or not, as it stands among the actions of a card.
public struct AdaptiveAction: CardKind {
    /// The action as JSON.
    public let json: JSONValue
    /// The people whom the texts inside mention: a card to show has texts.
    public let mentions: [CardMention]

    /// An action of a known type.
    public init<Properties: ActionProperties>(_ node: CardNode<Properties>) {
        json = node.json
        mentions = node.mentions
    }

    /// An action as it came, of whatever type.
    public init(json: JSONValue) throws(WireError) {
        self.json = .object(try JSONObject(json: json))
        mentions = []
    }

    /// The name of its type, or `nil` when it has none.
    public var type: String? { json["type"]?.stringValue }

    /// The action as one of a known type. `nil` when it is of another, or a property is not what the type needs.
    public func `as`<Properties: ActionProperties>(_ type: CardNode<Properties>.Type) -> CardNode<Properties>? {
        guard self.type == Properties.type else { return nil }
        return try? CardNode<Properties>(json: json)
    }

    public static var kind: CardValueKind { .action }
}

/// Whether a property names an action of a known type or any other.
extension CardNode where Properties: ActionProperties {
    /// The action without its type.
    public var erased: AdaptiveAction { AdaptiveAction(self) }
}
