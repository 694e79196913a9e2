public import JSONKit

/// An object of a card whose type is known only when one looks: an element, an action, a layout, a part of a paragraph.
public protocol AdaptiveContent: CardKind {
    /// The object as JSON.
    var json: JSONValue { get }
    /// The people whom the texts inside mention.
    var mentions: [CardMention] { get }
}

extension AdaptiveContent {
    /// The name of its type, or `nil` when it has none.
    public var type: String? { json["type"]?.stringValue }

    /// The object as one of a known type. `nil` when it is of another.
    public func `as`<Properties: CardNodeProperties>(_ type: CardNode<Properties>.Type) -> CardNode<Properties>? {
        guard self.type?.hasSameBytes(as: Properties.type) == true else { return nil }
        return try? CardNode<Properties>(json: json)
    }
}
