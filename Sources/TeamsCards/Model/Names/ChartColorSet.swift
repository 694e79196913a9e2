/// The set of colours that a chart takes its own from.
public struct ChartColorSet: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Colours that differ as much as they can.
    public static let categorical = ChartColorSet(rawValue: "categorical")
    /// Blues from light to dark.
    public static let sequential = ChartColorSet(rawValue: "sequential")
    /// Reds from light to dark.
    public static let sequentialRed = ChartColorSet(rawValue: "sequentialred")
    /// Greens from light to dark.
    public static let sequentialGreen = ChartColorSet(rawValue: "sequentialgreen")
    /// Yellows from light to dark.
    public static let sequentialYellow = ChartColorSet(rawValue: "sequentialyellow")
    /// From one colour over a pale middle to another.
    public static let diverging = ChartColorSet(rawValue: "diverging")

    public static let allCases: [ChartColorSet] = [
        .categorical, .sequential, .sequentialRed, .sequentialGreen, .sequentialYellow, .diverging,
    ]
}
