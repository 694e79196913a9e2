public import JSONKit

extension CardProperties {
    /// A cell of a table.
    public struct TableCell: ElementProperties {
        public static let type = "TableCell"
        public static let since: CardVersion? = CardVersion(1, 5)
        public typealias Shared = ContainerContent
        public static let missingOfShared: Set<String> = ["showBorder", "roundedCorners"]

        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = []
    }
}

/// A cell of a table.
public typealias TableCell = CardNode<CardProperties.TableCell>

extension TableCell {
    /// A cell that shows these elements.
    public init(@ElementBuilder _ items: () -> [AdaptiveElement]) {
        self.init()
        let items = items()
        shared.items = items
        mentions = items.flatMap(\.mentions)
    }

    /// A cell that shows a text over as many lines as it needs.
    public init(_ text: CardText) { self.init { TextBlock(text).wrap(true) } }

    /// A cell that shows a text over as many lines as it needs.
    @_disfavoredOverload
    public init(_ text: String) { self.init(CardText(text)) }
}
