/// What an entity mentions.
public struct MentionType: CardEnum {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A person or a bot.
    public static let person = MentionType(rawValue: "Person")
    /// A tag of a team.
    public static let tag = MentionType(rawValue: "Tag")

    public static let allCases: [MentionType] = [.person, .tag]
}
