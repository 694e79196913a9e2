/// Where the menu and the help offer a command.
public struct CommandScope: RawRepresentable, Hashable, Sendable {
    /// Its name in the app manifest.
    public let rawValue: String
    /// A scope by its name in the app manifest.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The bot's chat with one person.
    public static let personal = CommandScope(rawValue: "personal")
    /// Channels.
    public static let team = CommandScope(rawValue: "team")
    /// Chats of several people, and meetings.
    public static let groupChat = CommandScope(rawValue: "groupChat")

}

extension [CommandScope] {
    /// All that there are.
    public static let everywhere: [CommandScope] = [.personal, .team, .groupChat]
}
