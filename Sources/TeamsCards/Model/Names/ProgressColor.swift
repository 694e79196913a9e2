/// The colour of a bar that shows progress.
public struct ProgressColor: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// In the colour that the host marks things with.
    public static let accent = ProgressColor(rawValue: "accent")
    /// Something is well.
    public static let good = ProgressColor(rawValue: "good")
    /// Something needs care.
    public static let warning = ProgressColor(rawValue: "warning")
    /// Something is wrong.
    public static let attention = ProgressColor(rawValue: "attention")

    public static let allCases: [ProgressColor] = [.accent, .good, .warning, .attention]
}
