public import JSONKit

/// Properties of what a card can do when someone presses.
public protocol ActionProperties: CardNodeProperties where Common == ActionCommon {}

/// An action of any type, known or not, as it stands among the actions of a card.
public struct AdaptiveAction: AdaptiveContent {
    public let json: JSONValue
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

    /// An action written as JSON, of whatever type.
    public init(_ object: JSONObject) {
        json = .object(object)
        mentions = []
    }

    public static var kind: CardValueKind { .action }
}

extension CardNode where Properties: ActionProperties {
    /// The action without its type.
    public var erased: AdaptiveAction { AdaptiveAction(self) }
}
