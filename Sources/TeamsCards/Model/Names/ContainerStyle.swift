/// The look of a group.
public struct ContainerStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// As the card looks.
    public static let `default` = ContainerStyle(rawValue: "default")
    /// Set off from the card.
    public static let emphasis = ContainerStyle(rawValue: "emphasis")
    /// Something is well, as green says.
    public static let good = ContainerStyle(rawValue: "good")
    /// Something is wrong, as red says.
    public static let attention = ContainerStyle(rawValue: "attention")
    /// Something needs care, as yellow says.
    public static let warning = ContainerStyle(rawValue: "warning")
    /// In the colour that the host marks things with.
    public static let accent = ContainerStyle(rawValue: "accent")

    public static let allCases: [ContainerStyle] = [.default, .emphasis, .good, .attention, .warning, .accent]
    public static let newer: [ContainerStyle: CardVersion?] = [
        .good: CardVersion(1, 2), .attention: CardVersion(1, 2), .warning: CardVersion(1, 2),
        .accent: CardVersion(1, 2),
    ]
}
