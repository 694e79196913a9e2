/// How strong the colour of a badge is.
public struct BadgeAppearance: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// In full.
    public static let filled = BadgeAppearance(rawValue: "filled")
    /// Pale.
    public static let tint = BadgeAppearance(rawValue: "tint")

    public static let allCases: [BadgeAppearance] = [.filled, .tint]
}
