/// The size of a ring that turns.
public struct ProgressRingSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The smallest.
    public static let tiny = ProgressRingSize(rawValue: "tiny")
    /// Small.
    public static let small = ProgressRingSize(rawValue: "small")
    /// As large as rings are unless said.
    public static let medium = ProgressRingSize(rawValue: "medium")
    /// The largest.
    public static let large = ProgressRingSize(rawValue: "large")

    public static let allCases: [ProgressRingSize] = [.tiny, .small, .medium, .large]
}
