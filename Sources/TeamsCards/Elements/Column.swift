public import JSONKit

extension CardProperties {
    /// Elements one above the other, beside other columns.
    public struct Column: ElementProperties {
        public static let type = "Column"
        public typealias Shared = ContainerContent

        /// How wide it is.
        public var width: ColumnWidth?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("width", \.width)
        ]
    }
}

/// Elements one above the other, beside other columns.
public typealias Column = CardNode<CardProperties.Column>

extension Column {
    /// These elements, in a column of this width.
    public init(width: ColumnWidth? = nil, @ElementBuilder _ items: () -> [AdaptiveElement]) {
        self.init()
        let items = items()
        shared.items = items
        properties.width = width
        mentions = items.flatMap(\.mentions)
    }
}
