/// On which side of the text an icon stands.
public struct IconPosition: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Before the text.
    public static let before = IconPosition(rawValue: "before")
    /// Behind the text.
    public static let after = IconPosition(rawValue: "after")

    public static let allCases: [IconPosition] = [.before, .after]
}
