public import JSONKit

/// An area of a grid.
public struct GridArea: CardPart {
    public static let name = "grid area"

    /// Its name.
    public var name: String?
    /// The row where it begins, from 1.
    public var row: Int?
    /// The column where it begins, from 1.
    public var column: Int?
    /// Over how many rows it reaches.
    public var rowSpan: Int?
    /// Over how many columns it reaches.
    public var columnSpan: Int?
    public var extras: JSONObject = [:]

    public init() {}

    /// An area of this name that begins at a row and a column, from 1.
    public init(_ name: String, row: Int, column: Int, rowSpan: Int? = nil, columnSpan: Int? = nil) {
        self.name = name
        self.row = row
        self.column = column
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
    }

    public static let schema: CardSchema<Self> = [
        .init("name", \.name),
        .init("row", \.row),
        .init("column", \.column),
        .init("rowSpan", \.rowSpan),
        .init("columnSpan", \.columnSpan),
    ]
}
