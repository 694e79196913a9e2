public import TeamsModels

/// What became of one message that somebody wrote.
public struct MessageChange: Sendable, Hashable {
    /// The message; nil when the service did not say.
    public let message: ActivityID?
    /// Its text.
    public let changed: ChangedText

    init(_ context: TurnContext) {
        message = context.activity.id
        changed = ChangedText(old: context.earlier.text, new: context.text)
    }
}

/// A text before and after a change.
public struct ChangedText: Sendable, Hashable {
    /// What was written before, where the bot has seen it since it started; nil when it does not know.
    public let old: String?
    /// What is written now, without the mention of the bot; empty for a message that was deleted.
    public let new: String
}
