public import JSONKit

extension CardProperties {
    /// Columns side by side.
    public struct ColumnSet: ElementProperties, SelectActionProperties {
        public static let type = "ColumnSet"

        /// The columns.
        public var columns: [TeamsCards.Column]?
        /// What happens when someone presses anywhere on it.
        public var selectAction: AdaptiveAction?
        /// Its look.
        public var style: ContainerStyle?
        /// Whether it reaches to the edges of what holds it.
        public var bleed: Bool?
        /// The least height: `80px`.
        public var minHeight: String?
        /// The least width: it scrolls below.
        public var minWidth: String?
        /// Whether it has a border.
        public var showBorder: Bool?
        /// Whether its corners are round.
        public var roundedCorners: Bool?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("columns", \.columns),
            .init("selectAction", \.selectAction, since: CardVersion(1, 1)),
            .init("style", \.style, since: CardVersion(1, 2)),
            .init("bleed", \.bleed, since: CardVersion(1, 2)),
            .init("minHeight", \.minHeight, since: CardVersion(1, 2)),
            .init("minWidth", \.minWidth, since: nil),
            .init("showBorder", \.showBorder, since: nil),
            .init("roundedCorners", \.roundedCorners, since: nil),
        ]
    }
}

/// Columns side by side.
public typealias ColumnSet = CardNode<CardProperties.ColumnSet>

extension ColumnSet {
    /// These columns, side by side.
    public init(@PartBuilder<Column> _ columns: () -> [Column]) {
        self.init()
        let columns = columns()
        properties.columns = columns
        mentions = columns.flatMap(\.mentions)
    }
}
