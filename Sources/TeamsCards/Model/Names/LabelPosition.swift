/// Where the label of an input stands.
public struct LabelPosition: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Beside the input.
    public static let inline = LabelPosition(rawValue: "inline")
    /// Above the input.
    public static let above = LabelPosition(rawValue: "above")

    public static let allCases: [LabelPosition] = [.inline, .above]
}
