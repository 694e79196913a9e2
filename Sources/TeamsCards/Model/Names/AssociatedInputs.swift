/// Which inputs are sent along.
public struct AssociatedInputs: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Those of the card and of the cards around it.
    public static let auto = AssociatedInputs(rawValue: "auto")
    /// None.
    public static let none = AssociatedInputs(rawValue: "none")

    public static let allCases: [AssociatedInputs] = [.auto, .none]
}
