/// The size of stars.
public struct RatingSize: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// As large as stars are unless said.
    public static let medium = RatingSize(rawValue: "medium")
    /// Larger.
    public static let large = RatingSize(rawValue: "large")

    public static let allCases: [RatingSize] = [.medium, .large]
}
