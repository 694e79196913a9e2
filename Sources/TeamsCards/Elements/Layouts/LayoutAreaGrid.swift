public import JSONKit

extension CardProperties {
    /// Elements in named areas of a grid.
    public struct LayoutAreaGrid: LayoutProperties {
        public static let type = "Layout.AreaGrid"
        public static let since: CardVersion? = nil

        /// The widths: per cent, or pixels.
        public var columns: [ShareOrPixels]?
        /// The areas.
        public var areas: [GridArea]?
        /// The gap between columns.
        public var columnSpacing: Spacing?
        /// The gap between rows.
        public var rowSpacing: Spacing?
        /// The width from which it holds.
        public var targetWidth: TargetWidth?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("columns", \.columns),
            .init("areas", \.areas),
            .init("columnSpacing", \.columnSpacing),
            .init("rowSpacing", \.rowSpacing),
            .init("targetWidth", \.targetWidth),
        ]
    }
}

extension Layout {
    /// Elements in named areas of a grid.
    public typealias AreaGrid = CardNode<CardProperties.LayoutAreaGrid>
}
