package import TeamsModels

/// What the store held of a conversation before something was learnt, and what it holds since.
package struct ConversationChange: Sendable, Hashable {
    /// The conversation, without a thread.
    package let id: ConversationID
    /// Nil when it was unknown.
    package let before: KnownConversation?
    /// Nil when it is forgotten.
    package let after: KnownConversation?
}
