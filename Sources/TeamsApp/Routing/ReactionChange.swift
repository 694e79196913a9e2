public import TeamsModels

/// What became of the reactions to one message of the bot. Changing a reaction is one added and one removed.
public struct ReactionChange: Sendable, Hashable {
    /// The message; nil when the service did not say.
    public let message: ActivityID?
    /// What somebody added.
    public let added: [MessageReaction]
    /// What somebody took back.
    public let removed: [MessageReaction]

    init(_ activity: Activity) {
        message = activity.replyToId
        added = activity.reactionsAdded ?? []
        removed = activity.reactionsRemoved ?? []
    }
}
