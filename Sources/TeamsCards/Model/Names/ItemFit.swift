/// How the items of a flow fill their row.
public struct ItemFit: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// They are as wide as they are.
    public static let fit = ItemFit(rawValue: "fit")
    /// They grow until the row is full.
    public static let fill = ItemFit(rawValue: "fill")

    public static let allCases: [ItemFit] = [.fit, .fill]
}
