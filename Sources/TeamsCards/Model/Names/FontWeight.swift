/// The weight of a text.
public struct FontWeight: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The weight of texts.
    public static let `default` = FontWeight(rawValue: "default")
    /// Light.
    public static let lighter = FontWeight(rawValue: "lighter")
    /// Bold.
    public static let bolder = FontWeight(rawValue: "bolder")

    public static let allCases: [FontWeight] = [.default, .lighter, .bolder]
}
