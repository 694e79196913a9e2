/// How the pictures of a set are arranged.
public struct ImageSetStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One beside the other.
    public static let `default` = ImageSetStyle(rawValue: "default")
    /// One over the other.
    public static let stacked = ImageSetStyle(rawValue: "stacked")
    /// In rows and columns.
    public static let grid = ImageSetStyle(rawValue: "grid")

    public static let allCases: [ImageSetStyle] = [.default, .stacked, .grid]
    public static let newer: [ImageSetStyle: CardVersion?] = [.stacked: CardVersion(1, 6), .grid: CardVersion(1, 6)]
}
