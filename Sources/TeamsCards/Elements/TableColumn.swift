public import JSONKit

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

    public static let schema: CardSchema<Self> = [
        .init("width", \.width),
        .init("horizontalCellContentAlignment", \.horizontalCellContentAlignment),
        .init("verticalCellContentAlignment", \.verticalCellContentAlignment),
    ]
}

extension TableColumn {
    /// A column of this width.
    public init(width: ColumnWidth) {
        self.init()
        self.width = width
    }
}
