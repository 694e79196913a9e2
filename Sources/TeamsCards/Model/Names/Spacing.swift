/// The gap above an element.
public struct Spacing: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// No gap.
    public static let none = Spacing(rawValue: "none")
    /// A gap smaller than `small`.
    public static let extraSmall = Spacing(rawValue: "extraSmall")
    /// A small gap.
    public static let small = Spacing(rawValue: "small")
    /// The gap that a host gives unless said.
    public static let `default` = Spacing(rawValue: "default")
    /// A gap between `default` and `large`.
    public static let medium = Spacing(rawValue: "medium")
    /// A large gap.
    public static let large = Spacing(rawValue: "large")
    /// The largest gap.
    public static let extraLarge = Spacing(rawValue: "extraLarge")
    /// As much as the edge of the card takes.
    public static let padding = Spacing(rawValue: "padding")

    public static let allCases: [Spacing] = [
        .none, .extraSmall, .small, .default, .medium, .large, .extraLarge, .padding,
    ]
    public static let newer: [Spacing: CardVersion?] = [.extraSmall: nil]
}
