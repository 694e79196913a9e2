public import JSONKit

/// The width of a column.
public struct ColumnWidth: CardKind {
    public let json: JSONValue
    public init(json: JSONValue) throws(WireError) {
        switch json {
        case .string, .number: self.json = json
        default: throw WireError(expected: "a width", found: json)
        }
    }
    private init(_ json: JSONValue) { self.json = json }

    /// As wide as its content.
    public static let auto = ColumnWidth("auto")
    /// An equal share of what the others leave.
    public static let stretch = ColumnWidth("stretch")
    /// A share: two of weight 1 and one of weight 2 take a quarter, a quarter and a half.
    public static func weight(_ weight: Int) -> ColumnWidth { ColumnWidth(JSONValue(weight)) }
    /// So many pixels.
    public static func pixels(_ count: Int) -> ColumnWidth { ColumnWidth(.string("\(count)px")) }

    public static var kind: CardValueKind {
        .size(["auto", "stretch"], or: [.weight, .pixels])
    }
}
