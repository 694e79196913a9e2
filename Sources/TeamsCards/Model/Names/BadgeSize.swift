/// The size of a badge.
public struct BadgeSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// As large as badges are unless said.
    public static let medium = BadgeSize(rawValue: "medium")
    /// Larger.
    public static let large = BadgeSize(rawValue: "large")
    /// The largest.
    public static let extraLarge = BadgeSize(rawValue: "extraLarge")

    public static let allCases: [BadgeSize] = [.medium, .large, .extraLarge]
}
