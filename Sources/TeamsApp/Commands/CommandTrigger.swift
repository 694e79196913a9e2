/// How people reach the commands of a list, by the app manifest.
public struct CommandTrigger: RawRepresentable, Hashable, Sendable {
    /// Its name in the app manifest.
    public let rawValue: String
    /// A trigger by its name in the app manifest.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// By mentioning the bot.
    public static let mention = CommandTrigger(rawValue: "mention")
    /// By `/`, and then the bot alone sees it. Developer preview of the manifest.
    public static let slash = CommandTrigger(rawValue: "slash")
}
