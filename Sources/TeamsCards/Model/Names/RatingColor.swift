/// The colour of stars.
public struct RatingColor: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// That of texts.
    public static let neutral = RatingColor(rawValue: "neutral")
    /// Yellow.
    public static let marigold = RatingColor(rawValue: "marigold")

    public static let allCases: [RatingColor] = [.neutral, .marigold]
}
