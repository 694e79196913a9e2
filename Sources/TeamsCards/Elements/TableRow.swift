public import JSONKit

extension CardProperties {
    /// A row of a table.
    public struct TableRow: CardNodeProperties {
        public static let type = "TableRow"
        public static let since: CardVersion? = CardVersion(1, 5)
        public typealias Common = ElementCommon

        /// Its cells.
        public var cells: [TeamsCards.TableCell]?
        /// Its look.
        public var style: ContainerStyle?
        /// Where the content of its cells stands from side to side.
        public var horizontalCellContentAlignment: HorizontalAlignment?
        /// Where the content of its cells stands from top to bottom.
        public var verticalCellContentAlignment: VerticalAlignment?
        /// Whether it has a border.
        public var showBorder: Bool?
        /// Whether its corners are round.
        public var roundedCorners: Bool?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("cells", \.cells),
            .init("style", \.style),
            .init("horizontalCellContentAlignment", \.horizontalCellContentAlignment),
            .init("verticalCellContentAlignment", \.verticalCellContentAlignment),
            .init("showBorder", \.showBorder, since: nil),
            .init("roundedCorners", \.roundedCorners, since: nil),
        ]
    }
}

/// A row of a table.
public typealias TableRow = CardNode<CardProperties.TableRow>

extension TableRow {
    /// A row of these cells.
    public init(@PartBuilder<TableCell> _ cells: () -> [TableCell]) {
        self.init()
        let cells = cells()
        properties.cells = cells
        mentions = cells.flatMap(\.mentions)
    }
}
