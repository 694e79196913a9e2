/// The typeface of a text.
public struct FontType: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The typeface of texts.
    public static let `default` = FontType(rawValue: "default")
    /// One whose letters are all of one width.
    public static let monospace = FontType(rawValue: "monospace")

    public static let allCases: [FontType] = [.default, .monospace]
}
