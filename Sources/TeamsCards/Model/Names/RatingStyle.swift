/// How many stars are drawn.
public struct RatingStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// All of them.
    public static let `default` = RatingStyle(rawValue: "default")
    /// One, with the number beside it.
    public static let compact = RatingStyle(rawValue: "compact")

    public static let allCases: [RatingStyle] = [.default, .compact]
}
