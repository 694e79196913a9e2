/// What was true until an activity changed it, as far as the bot knows.
struct EarlierFacts: Sendable, Hashable {
    /// The text of the message that was edited or deleted.
    var text: String?
    /// The name of the team or the channel that was renamed.
    var name: String?
}
