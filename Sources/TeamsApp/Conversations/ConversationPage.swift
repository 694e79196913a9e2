/// Some of the conversations that were asked for.
public struct ConversationPage: Sendable, Hashable {
    /// The conversations, in the order in which the store first learnt of them.
    public let conversations: [KnownConversation]
    /// Where the next page begins; nil when nothing follows.
    public let next: ConversationCursor?

    /// A page; for stores of your own.
    public init(_ conversations: [KnownConversation], next: ConversationCursor?) {
        self.conversations = conversations
        self.next = next
    }
}
