/// The look of a button.
public struct ActionStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A button like any other.
    public static let `default` = ActionStyle(rawValue: "default")
    /// The button that people are to press.
    public static let positive = ActionStyle(rawValue: "positive")
    /// A button that cannot be undone.
    public static let destructive = ActionStyle(rawValue: "destructive")

    public static let allCases: [ActionStyle] = [.default, .positive, .destructive]
}
