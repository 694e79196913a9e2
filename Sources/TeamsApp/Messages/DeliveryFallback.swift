/// What becomes of a message for one person alone that cannot be shown where it was meant to be.
public struct DeliveryFallback: Sendable, Hashable {
    private let name: String

    /// It is sent to the person's own chat with the bot, which is opened when there is none.
    ///
    /// Only when the service refused the message for good, and it is certain that nobody sees it: the person is no
    /// member, the bot is not there or may not write there. A request that was throttled, failed, or got no answer is
    /// an error as ever.
    ///
    /// - SeeAlso: [Targeted messages, Handle
    ///   errors](https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages#handle-errors)
    public static let personalChat = DeliveryFallback(name: "personalChat")
}
