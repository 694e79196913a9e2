public import JSONKit

extension CardProperties {
    /// Elements side by side, in as many rows as they need.
    public struct LayoutFlow: LayoutProperties {
        public static let type = "Layout.Flow"
        public static let since: CardVersion? = nil

        /// How the items fill their row.
        public var itemFit: ItemFit?
        /// The width of each: `80px`.
        public var itemWidth: String?
        /// The least width of each.
        public var minItemWidth: String?
        /// The greatest width of each.
        public var maxItemWidth: String?
        /// The gap between items.
        public var columnSpacing: Spacing?
        /// The gap between rows.
        public var rowSpacing: Spacing?
        /// Where the items of a row stand.
        public var horizontalItemsAlignment: HorizontalAlignment?
        /// Where items stand in a higher row.
        public var verticalItemsAlignment: VerticalAlignment?
        /// The width from which it holds.
        public var targetWidth: TargetWidth?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("itemFit", \.itemFit),
            .init("itemWidth", \.itemWidth),
            .init("minItemWidth", \.minItemWidth),
            .init("maxItemWidth", \.maxItemWidth),
            .init("columnSpacing", \.columnSpacing),
            .init("rowSpacing", \.rowSpacing),
            .init("horizontalItemsAlignment", \.horizontalItemsAlignment),
            .init("verticalItemsAlignment", \.verticalItemsAlignment),
            .init("targetWidth", \.targetWidth),
        ]
    }
}

extension Layout {
    /// Elements side by side, in as many rows as they need.
    public typealias Flow = CardNode<CardProperties.LayoutFlow>
}
