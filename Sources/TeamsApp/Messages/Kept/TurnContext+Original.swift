internal import JSONKit
internal import TeamsModels

extension TurnContext {
    /// The message that this is about, as it was: the one that was reacted to, edited, deleted, read, quoted, or whose
    /// button was pressed. Nil when the app keeps no messages, or does not know that one.
    ///
    /// Of an edit it is the text before; its ``KeptMessage/sent`` is a message of the bot's own, ready to be changed.
    /// - Throws: ``SentMessageStoreError`` when the store fails.
    public var original: KeptMessage? {
        get async throws {
            guard let id = subject, let conversation = activity.conversation?.id?.base,
                let store = services.outbox.shelf.store
            else { return nil }
            var message = try await store.message(id, in: conversation)
            message?.sent?.outbox = services.outbox
            return message
        }
    }

    /// The message that the activity is about.
    private var subject: ActivityID? {
        if activity.type == .messageUpdate || activity.type == .messageDelete { return activity.id }
        if let receipt = activity.readReceipt { return receipt.lastReadMessageId }
        return activity.replyToId ?? activity.quotes.first?.messageId
    }
}
