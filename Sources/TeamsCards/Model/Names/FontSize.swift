/// The size of a text.
public struct FontSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The size of texts.
    public static let `default` = FontSize(rawValue: "default")
    /// Smaller than texts are.
    public static let small = FontSize(rawValue: "small")
    /// A little larger than texts are.
    public static let medium = FontSize(rawValue: "medium")
    /// Large.
    public static let large = FontSize(rawValue: "large")
    /// The largest.
    public static let extraLarge = FontSize(rawValue: "extraLarge")

    public static let allCases: [FontSize] = [.default, .small, .medium, .large, .extraLarge]
}
