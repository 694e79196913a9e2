public import TeamsModels

/// Keeps what was said, so that handlers of reactions, edits, receipts and buttons get the original:
/// ``TurnContext/original``.
///
/// No app keeps messages unless it is told to, with ``App/keepMessages(in:)``: they are what people wrote to each
/// other. ``MemorySentMessageStore`` and ``SQLiteSentMessageStore`` are two; a store of your own has to do what each
/// method promises, and may forget old messages whenever it likes.
public protocol SentMessageStore: Sendable {
    /// Keeps a message in place of the one that has its conversation and id.
    func keep(_ message: KeptMessage) async throws(SentMessageStoreError)

    /// The message with this id; nil when it is unknown or forgotten.
    func message(
        _ id: ActivityID, in conversation: ConversationID
    ) async throws(SentMessageStoreError) -> KeptMessage?

    /// Forgets a message. That it is unknown already is no error.
    func remove(_ id: ActivityID, in conversation: ConversationID) async throws(SentMessageStoreError)
}
