/// How thick a ring is.
public struct DonutThickness: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Thin.
    public static let thin = DonutThickness(rawValue: "Thin")
    /// Thick.
    public static let thick = DonutThickness(rawValue: "Thick")

    public static let allCases: [DonutThickness] = [.thin, .thick]
}
