/// The corners of a badge.
public struct BadgeShape: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Sharp.
    public static let square = BadgeShape(rawValue: "square")
    /// A little round.
    public static let rounded = BadgeShape(rawValue: "rounded")
    /// Round.
    public static let circular = BadgeShape(rawValue: "circular")

    public static let allCases: [BadgeShape] = [.square, .rounded, .circular]
}
