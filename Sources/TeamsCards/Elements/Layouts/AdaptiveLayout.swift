public import JSONKit

/// How a card or a container arranges its elements.
public enum Layout {}

/// Properties of a way to arrange elements.
public protocol LayoutProperties: CardNodeProperties {}

/// A layout of any type, known or not.
public struct AdaptiveLayout: AdaptiveContent {
    public let json: JSONValue
    public var mentions: [CardMention] { [] }

    /// A layout of a known type.
    public init(_ layout: CardNode<some LayoutProperties>) { json = layout.json }

    /// A layout as it came, of whatever type.
    public init(json: JSONValue) throws(WireError) { self.json = .object(try JSONObject(json: json)) }

    public static var kind: CardValueKind {
        .typed([CardProperties.LayoutStack.type, CardProperties.LayoutFlow.type, CardProperties.LayoutAreaGrid.type])
    }
}
