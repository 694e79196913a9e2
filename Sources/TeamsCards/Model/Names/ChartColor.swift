/// A colour of a chart, by the name that Teams has for it.
public struct ChartColor: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Something is well.
    public static let good = ChartColor(rawValue: "good")
    /// Something needs care.
    public static let warning = ChartColor(rawValue: "warning")
    /// Something is wrong.
    public static let attention = ChartColor(rawValue: "attention")
    /// Neither well nor wrong.
    public static let neutral = ChartColor(rawValue: "neutral")
    /// One of the colours that differ.
    public static let categoricalRed = ChartColor(rawValue: "categoricalRed")
    /// One of the colours that differ.
    public static let categoricalPurple = ChartColor(rawValue: "categoricalPurple")
    /// One of the colours that differ.
    public static let categoricalLavender = ChartColor(rawValue: "categoricalLavender")
    /// One of the colours that differ.
    public static let categoricalBlue = ChartColor(rawValue: "categoricalBlue")
    /// One of the colours that differ.
    public static let categoricalLightBlue = ChartColor(rawValue: "categoricalLightBlue")
    /// One of the colours that differ.
    public static let categoricalTeal = ChartColor(rawValue: "categoricalTeal")
    /// One of the colours that differ.
    public static let categoricalGreen = ChartColor(rawValue: "categoricalGreen")
    /// One of the colours that differ.
    public static let categoricalLime = ChartColor(rawValue: "categoricalLime")
    /// One of the colours that differ.
    public static let categoricalMarigold = ChartColor(rawValue: "categoricalMarigold")
    /// A blue, of eight from light to dark.
    public static let sequential1 = ChartColor(rawValue: "sequential1")
    /// A blue, of eight from light to dark.
    public static let sequential2 = ChartColor(rawValue: "sequential2")
    /// A blue, of eight from light to dark.
    public static let sequential3 = ChartColor(rawValue: "sequential3")
    /// A blue, of eight from light to dark.
    public static let sequential4 = ChartColor(rawValue: "sequential4")
    /// A blue, of eight from light to dark.
    public static let sequential5 = ChartColor(rawValue: "sequential5")
    /// A blue, of eight from light to dark.
    public static let sequential6 = ChartColor(rawValue: "sequential6")
    /// A blue, of eight from light to dark.
    public static let sequential7 = ChartColor(rawValue: "sequential7")
    /// A blue, of eight from light to dark.
    public static let sequential8 = ChartColor(rawValue: "sequential8")
    /// A red, of eight from light to dark.
    public static let sequentialRed1 = ChartColor(rawValue: "sequentialRed1")
    /// A red, of eight from light to dark.
    public static let sequentialRed2 = ChartColor(rawValue: "sequentialRed2")
    /// A red, of eight from light to dark.
    public static let sequentialRed3 = ChartColor(rawValue: "sequentialRed3")
    /// A red, of eight from light to dark.
    public static let sequentialRed4 = ChartColor(rawValue: "sequentialRed4")
    /// A red, of eight from light to dark.
    public static let sequentialRed5 = ChartColor(rawValue: "sequentialRed5")
    /// A red, of eight from light to dark.
    public static let sequentialRed6 = ChartColor(rawValue: "sequentialRed6")
    /// A red, of eight from light to dark.
    public static let sequentialRed7 = ChartColor(rawValue: "sequentialRed7")
    /// A red, of eight from light to dark.
    public static let sequentialRed8 = ChartColor(rawValue: "sequentialRed8")
    /// A green, of eight from light to dark.
    public static let sequentialGreen1 = ChartColor(rawValue: "sequentialGreen1")
    /// A green, of eight from light to dark.
    public static let sequentialGreen2 = ChartColor(rawValue: "sequentialGreen2")
    /// A green, of eight from light to dark.
    public static let sequentialGreen3 = ChartColor(rawValue: "sequentialGreen3")
    /// A green, of eight from light to dark.
    public static let sequentialGreen4 = ChartColor(rawValue: "sequentialGreen4")
    /// A green, of eight from light to dark.
    public static let sequentialGreen5 = ChartColor(rawValue: "sequentialGreen5")
    /// A green, of eight from light to dark.
    public static let sequentialGreen6 = ChartColor(rawValue: "sequentialGreen6")
    /// A green, of eight from light to dark.
    public static let sequentialGreen7 = ChartColor(rawValue: "sequentialGreen7")
    /// A green, of eight from light to dark.
    public static let sequentialGreen8 = ChartColor(rawValue: "sequentialGreen8")
    /// A yellow, of eight from light to dark.
    public static let sequentialYellow1 = ChartColor(rawValue: "sequentialYellow1")
    /// A yellow, of eight from light to dark.
    public static let sequentialYellow2 = ChartColor(rawValue: "sequentialYellow2")
    /// A yellow, of eight from light to dark.
    public static let sequentialYellow3 = ChartColor(rawValue: "sequentialYellow3")
    /// A yellow, of eight from light to dark.
    public static let sequentialYellow4 = ChartColor(rawValue: "sequentialYellow4")
    /// A yellow, of eight from light to dark.
    public static let sequentialYellow5 = ChartColor(rawValue: "sequentialYellow5")
    /// A yellow, of eight from light to dark.
    public static let sequentialYellow6 = ChartColor(rawValue: "sequentialYellow6")
    /// A yellow, of eight from light to dark.
    public static let sequentialYellow7 = ChartColor(rawValue: "sequentialYellow7")
    /// A yellow, of eight from light to dark.
    public static let sequentialYellow8 = ChartColor(rawValue: "sequentialYellow8")
    /// One of the colours that lead from blue to red.
    public static let divergingBlue = ChartColor(rawValue: "divergingBlue")
    /// One of the colours that lead from blue to red.
    public static let divergingLightBlue = ChartColor(rawValue: "divergingLightBlue")
    /// One of the colours that lead from blue to red.
    public static let divergingCyan = ChartColor(rawValue: "divergingCyan")
    /// One of the colours that lead from blue to red.
    public static let divergingTeal = ChartColor(rawValue: "divergingTeal")
    /// One of the colours that lead from blue to red.
    public static let divergingYellow = ChartColor(rawValue: "divergingYellow")
    /// One of the colours that lead from blue to red.
    public static let divergingPeach = ChartColor(rawValue: "divergingPeach")
    /// One of the colours that lead from blue to red.
    public static let divergingLightRed = ChartColor(rawValue: "divergingLightRed")
    /// One of the colours that lead from blue to red.
    public static let divergingRed = ChartColor(rawValue: "divergingRed")
    /// One of the colours that lead from blue to red.
    public static let divergingMaroon = ChartColor(rawValue: "divergingMaroon")
    /// One of the colours that lead from blue to red.
    public static let divergingGray = ChartColor(rawValue: "divergingGray")

    public static let allCases: [ChartColor] = [
        .good, .warning, .attention, .neutral, .categoricalRed, .categoricalPurple, .categoricalLavender,
        .categoricalBlue, .categoricalLightBlue, .categoricalTeal, .categoricalGreen, .categoricalLime,
        .categoricalMarigold, .sequential1, .sequential2, .sequential3, .sequential4, .sequential5, .sequential6,
        .sequential7, .sequential8, .sequentialRed1, .sequentialRed2, .sequentialRed3, .sequentialRed4, .sequentialRed5,
        .sequentialRed6, .sequentialRed7, .sequentialRed8, .sequentialGreen1, .sequentialGreen2, .sequentialGreen3,
        .sequentialGreen4, .sequentialGreen5, .sequentialGreen6, .sequentialGreen7, .sequentialGreen8,
        .sequentialYellow1, .sequentialYellow2, .sequentialYellow3, .sequentialYellow4, .sequentialYellow5,
        .sequentialYellow6, .sequentialYellow7, .sequentialYellow8, .divergingBlue, .divergingLightBlue, .divergingCyan,
        .divergingTeal, .divergingYellow, .divergingPeach, .divergingLightRed, .divergingRed, .divergingMaroon,
        .divergingGray,
    ]
}
