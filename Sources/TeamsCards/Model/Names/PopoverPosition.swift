/// On which side of something another thing stands.
public struct PopoverPosition: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Above it.
    public static let above = PopoverPosition(rawValue: "above")
    /// Below it.
    public static let below = PopoverPosition(rawValue: "below")
    /// Before it.
    public static let before = PopoverPosition(rawValue: "before")
    /// Behind it.
    public static let after = PopoverPosition(rawValue: "after")

    public static let allCases: [PopoverPosition] = [.above, .below, .before, .after]
}
