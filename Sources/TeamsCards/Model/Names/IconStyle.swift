/// The drawing of an icon.
public struct IconStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// In outline.
    public static let regular = IconStyle(rawValue: "regular")
    /// Filled.
    public static let filled = IconStyle(rawValue: "filled")

    public static let allCases: [IconStyle] = [.regular, .filled]
}
