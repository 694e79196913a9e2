/// Where something stands from side to side.
public struct HorizontalAlignment: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// At the left.
    public static let left = HorizontalAlignment(rawValue: "left")
    /// In the middle.
    public static let center = HorizontalAlignment(rawValue: "center")
    /// At the right.
    public static let right = HorizontalAlignment(rawValue: "right")

    public static let allCases: [HorizontalAlignment] = [.left, .center, .right]
}
