public import JSONKit

/// Rows and columns.
public struct TableProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "Table"
    public static let since: CardVersion? = CardVersion(1, 5)

    /// The columns.
    public var columns: [TableColumn]?
    /// The rows.
    public var rows: [TableRow]?
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
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<TableProperties> = [
        .init("columns", \.columns, since: CardVersion(1, 5)),
        .init("rows", \.rows, since: CardVersion(1, 5)),
        .init("firstRowAsHeaders", \.firstRowAsHeaders, since: CardVersion(1, 5)),
        .init("showGridLines", \.showGridLines, since: CardVersion(1, 5)),
        .init("gridStyle", \.gridStyle, since: CardVersion(1, 5)),
        .init("horizontalCellContentAlignment", \.horizontalCellContentAlignment, since: CardVersion(1, 5)),
        .init("verticalCellContentAlignment", \.verticalCellContentAlignment, since: CardVersion(1, 5)),
        .init("minWidth", \.minWidth, since: nil),
        .init("showBorder", \.showBorder, since: nil),
        .init("roundedCorners", \.roundedCorners, since: nil),
    ]
}

/// Rows and columns.
public typealias Table = CardNode<TableProperties>

/// How one column of a table looks.
public struct TableColumn: CardPart {
    /// How wide it is.
    public var width: ColumnWidth?
    /// Where the content of its cells stands from side to side.
    public var horizontalCellContentAlignment: HorizontalAlignment?
    /// Where the content of its cells stands from top to bottom.
    public var verticalCellContentAlignment: VerticalAlignment?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<TableColumn> = [
        .init("width", \.width, since: CardVersion(1, 5)),
        .init("horizontalCellContentAlignment", \.horizontalCellContentAlignment, since: CardVersion(1, 5)),
        .init("verticalCellContentAlignment", \.verticalCellContentAlignment, since: CardVersion(1, 5)),
    ]
}

/// A row of a table.
public struct TableRowProperties: CardProperties {
    public typealias Common = NoCommon
    public static let type = "TableRow"
    public static let since: CardVersion? = CardVersion(1, 5)

    /// Its cells.
    public var cells: [TableCell]?
    /// Its look.
    public var style: ContainerStyle?
    /// Where the content of its cells stands from side to side.
    public var horizontalCellContentAlignment: HorizontalAlignment?
    /// Where the content of its cells stands from top to bottom.
    public var verticalCellContentAlignment: VerticalAlignment?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<TableRowProperties> = [
        .init("cells", \.cells, since: CardVersion(1, 5)),
        .init("style", \.style, since: CardVersion(1, 5)),
        .init("horizontalCellContentAlignment", \.horizontalCellContentAlignment, since: CardVersion(1, 5)),
        .init("verticalCellContentAlignment", \.verticalCellContentAlignment, since: CardVersion(1, 5)),
    ]
}

/// A row of a table.
public typealias TableRow = CardNode<TableRowProperties>

/// A cell of a table.
public struct TableCellProperties: ElementProperties {
    public typealias Common = ElementCommon
    public static let type = "TableCell"
    public static let since: CardVersion? = CardVersion(1, 5)

    /// What it shows.
    public var items: [AdaptiveElement]?
    /// What happens when someone presses anywhere on it.
    public var selectAction: AdaptiveAction?
    /// Its look.
    public var style: ContainerStyle?
    /// Where its items stand when there is more height than they need.
    public var verticalContentAlignment: VerticalAlignment?
    /// Whether it reaches to the edges of what holds it.
    public var bleed: Bool?
    /// A picture behind it: its address, or a ``BackgroundImage``.
    public var backgroundImage: JSONValue?
    /// The least height: `80px`.
    public var minHeight: String?
    /// Whether it is written from right to left.
    public var rtl: Bool?
    /// How its elements are arranged, by width.
    public var layouts: [JSONValue]?
    public var extras: JSONObject = [:]

    public init() {}

    public static let schema: CardSchema<TableCellProperties> = [
        .init("items", \.items, since: CardVersion(1, 5)),
        .init("selectAction", \.selectAction, since: CardVersion(1, 5)),
        .init("style", \.style, since: CardVersion(1, 5)),
        .init("verticalContentAlignment", \.verticalContentAlignment, since: CardVersion(1, 5)),
        .init("bleed", \.bleed, since: CardVersion(1, 5)),
        .init("backgroundImage", \.backgroundImage, since: CardVersion(1, 5)),
        .init("minHeight", \.minHeight, since: CardVersion(1, 5)),
        .init("rtl", \.rtl, since: CardVersion(1, 5)),
        .init("layouts", \.layouts, since: nil),
    ]
}

/// A cell of a table.
public typealias TableCell = CardNode<TableCellProperties>
