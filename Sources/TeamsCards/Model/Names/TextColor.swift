/// The colour of a text or an icon.
public struct TextColor: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The colour of texts.
    public static let `default` = TextColor(rawValue: "default")
    /// Dark, for a light background.
    public static let dark = TextColor(rawValue: "dark")
    /// Light, for a dark background.
    public static let light = TextColor(rawValue: "light")
    /// The colour that the host marks things with.
    public static let accent = TextColor(rawValue: "accent")
    /// Something is well, as green says.
    public static let good = TextColor(rawValue: "good")
    /// Something needs care, as yellow says.
    public static let warning = TextColor(rawValue: "warning")
    /// Something is wrong, as red says.
    public static let attention = TextColor(rawValue: "attention")

    public static let allCases: [TextColor] = [.default, .dark, .light, .accent, .good, .warning, .attention]
}
