/// Where something stands from top to bottom.
public struct VerticalAlignment: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// At the top.
    public static let top = VerticalAlignment(rawValue: "top")
    /// In the middle.
    public static let center = VerticalAlignment(rawValue: "center")
    /// At the bottom.
    public static let bottom = VerticalAlignment(rawValue: "bottom")

    public static let allCases: [VerticalAlignment] = [.top, .center, .bottom]
}
