/// The size of an icon.
public struct IconSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The smallest.
    public static let xxSmall = IconSize(rawValue: "xxSmall")
    /// Very small.
    public static let xSmall = IconSize(rawValue: "xSmall")
    /// Small.
    public static let small = IconSize(rawValue: "small")
    /// As large as icons are unless said.
    public static let standard = IconSize(rawValue: "standard")
    /// A little larger.
    public static let medium = IconSize(rawValue: "medium")
    /// Large.
    public static let large = IconSize(rawValue: "large")
    /// Very large.
    public static let xLarge = IconSize(rawValue: "xLarge")
    /// The largest.
    public static let xxLarge = IconSize(rawValue: "xxLarge")

    public static let allCases: [IconSize] = [.xxSmall, .xSmall, .small, .standard, .medium, .large, .xLarge, .xxLarge]
}
