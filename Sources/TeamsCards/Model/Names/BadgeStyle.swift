/// The meaning of a badge.
public struct BadgeStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// None.
    public static let `default` = BadgeStyle(rawValue: "default")
    /// Something of little weight.
    public static let subtle = BadgeStyle(rawValue: "subtle")
    /// Something to know.
    public static let informative = BadgeStyle(rawValue: "informative")
    /// In the colour that the host marks things with.
    public static let accent = BadgeStyle(rawValue: "accent")
    /// Something is well.
    public static let good = BadgeStyle(rawValue: "good")
    /// Something is wrong.
    public static let attention = BadgeStyle(rawValue: "attention")
    /// Something needs care.
    public static let warning = BadgeStyle(rawValue: "warning")

    public static let allCases: [BadgeStyle] = [.default, .subtle, .informative, .accent, .good, .attention, .warning]
}
