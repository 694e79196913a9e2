/// How choices are shown.
public struct ChoiceInputStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// In a list that opens.
    public static let compact = ChoiceInputStyle(rawValue: "compact")
    /// All of them, one below the other.
    public static let expanded = ChoiceInputStyle(rawValue: "expanded")
    /// In a list that shrinks while someone types.
    public static let filtered = ChoiceInputStyle(rawValue: "filtered")

    public static let allCases: [ChoiceInputStyle] = [.compact, .expanded, .filtered]
    public static let newer: [ChoiceInputStyle: CardVersion?] = [.filtered: CardVersion(1, 5)]
}
