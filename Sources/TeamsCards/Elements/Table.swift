public import JSONKit

extension CardProperties {
    /// Rows and columns.
    public struct Table: ElementProperties {
        public static let type = "Table"
        public static let since: CardVersion? = CardVersion(1, 5)

        /// The columns.
        public var columns: [TableColumn]?
        /// The rows.
        public var rows: [TeamsCards.TableRow]?
        /// Whether the first row holds the headings. It does unless said.
        public var firstRowAsHeaders: Bool?
        /// Whether lines are drawn. They are unless said.
        public var showGridLines: Bool?
        /// The colour of the lines.
        public var gridStyle: ContainerStyle?
        /// Where the content of cells stands from side to side.
        public var horizontalCellContentAlignment: HorizontalAlignment?
        /// Where the content of cells stands from top to bottom.
        public var verticalCellContentAlignment: VerticalAlignment?
        /// The least width: it scrolls below.
        public var minWidth: String?
        /// Whether it has a border.
        public var showBorder: Bool?
        /// Whether its corners are round.
        public var roundedCorners: Bool?
        /// Its look.
        public var style: ContainerStyle?
        public var extras: JSONObject = [:]

        public init() {}

        public static let schema: CardSchema<Self> = [
            .init("columns", \.columns),
            .init("rows", \.rows),
            .init("firstRowAsHeaders", \.firstRowAsHeaders),
            .init("showGridLines", \.showGridLines),
            .init("gridStyle", \.gridStyle),
            .init("horizontalCellContentAlignment", \.horizontalCellContentAlignment),
            .init("verticalCellContentAlignment", \.verticalCellContentAlignment),
            .init("minWidth", \.minWidth, since: nil),
            .init("showBorder", \.showBorder, since: nil),
            .init("roundedCorners", \.roundedCorners, since: nil),
            .init("style", \.style, since: nil),
        ]
    }
}

/// Rows and columns.
public typealias Table = CardNode<CardProperties.Table>

extension Table {
    /// A table with columns of these widths.
    public init(columns: [TableColumn] = [], @PartBuilder<TableRow> _ rows: () -> [TableRow]) {
        self.init()
        let rows = rows()
        properties.columns = columns.isEmpty ? nil : columns
        properties.rows = rows
        mentions = rows.flatMap(\.mentions)
    }
}
