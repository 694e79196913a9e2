/// How an input looks until someone points at it.
public struct InputStyle: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// As an input.
    public static let `default` = InputStyle(rawValue: "default")
    /// As a text.
    public static let revealOnHover = InputStyle(rawValue: "revealOnHover")

    public static let allCases: [InputStyle] = [.default, .revealOnHover]
}
