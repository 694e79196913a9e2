/// Where a card goes, which decides what it may be.
public struct CardTarget: Sendable, Hashable {
    /// For people and for settings: `bot`.
    public let name: String
    /// The most bytes that the whole message may have.
    /// - SeeAlso: [Format your bot
    ///   messages](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages)
    public let maxBytes: Int
    /// Above how many bytes messages were seen to be refused.
    let riskyBytes: Int
    /// Whether the limits count the message as UTF-16, without base64 pictures, as Teams does for bots.
    let countsUTF16: Bool

    /// A message of a bot. Teams takes about 100 KB as UTF-16; 80 KB is on the safe side.
    public static let bot = CardTarget(name: "bot", maxBytes: 80 * 1024, riskyBytes: 28 * 1024, countsUTF16: true)
    /// An incoming webhook, a workflow, or a post by Microsoft Graph.
    public static let webhook = CardTarget(
        name: "webhook", maxBytes: 28 * 1024, riskyBytes: 24_000, countsUTF16: false)
    /// A dialog, opened by a bot.
    public static let dialog = CardTarget(
        name: "dialog", maxBytes: 80 * 1024, riskyBytes: 28 * 1024, countsUTF16: true)

    /// All of them.
    public static let all: [CardTarget] = [.bot, .webhook, .dialog]
}
