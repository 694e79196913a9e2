/// How a background picture covers its place.
public struct FillMode: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It covers all of it, and is cut where it is too large.
    public static let cover = FillMode(rawValue: "cover")
    /// It is repeated from side to side.
    public static let repeatHorizontally = FillMode(rawValue: "repeatHorizontally")
    /// It is repeated from top to bottom.
    public static let repeatVertically = FillMode(rawValue: "repeatVertically")
    /// It is repeated in both directions.
    public static let `repeat` = FillMode(rawValue: "repeat")

    public static let allCases: [FillMode] = [.cover, .repeatHorizontally, .repeatVertically, .repeat]
}
