/// The direction in which pages follow each other.
public struct Orientation: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// From side to side.
    public static let horizontal = Orientation(rawValue: "horizontal")
    /// From top to bottom.
    public static let vertical = Orientation(rawValue: "vertical")

    public static let allCases: [Orientation] = [.horizontal, .vertical]
}
