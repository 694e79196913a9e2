/// What kind of place the app is installed in.
public enum InstallationScope: String, Sendable, Hashable, CaseIterable {
    /// A person's own chat with the bot.
    case personal
    /// A group chat, or the chat of a meeting.
    case group
    /// A team; a message to it goes to its channel General.
    case team
}
