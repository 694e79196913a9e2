/// What the lengths of bars say.
public struct BarDisplayMode: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The values, with an axis.
    public static let absoluteWithAxis = BarDisplayMode(rawValue: "AbsoluteWithAxis")
    /// The values, without an axis.
    public static let absoluteNoAxis = BarDisplayMode(rawValue: "AbsoluteNoAxis")
    /// The parts of a whole.
    public static let partToWhole = BarDisplayMode(rawValue: "PartToWhole")

    public static let allCases: [BarDisplayMode] = [.absoluteWithAxis, .absoluteNoAxis, .partToWhole]
}
