/// How much of the chat a card takes.
public struct CardWidth: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// All of its width.
    public static let full = CardWidth(rawValue: "Full")

    public static let allCases: [CardWidth] = [.full]
}
