public import TeamsModels

/// Whose values they are: a conversation's, a person's, a member's or a message's.
public struct StateOwner: Sendable, Hashable, CustomStringConvertible {
    /// The owner as stores write it. Of conversations and members it is the text that the SDKs for TypeScript and .NET
    /// use too, `ts:conv:{conversation}` and `ts:user:{conversation}:{account}`.
    public let key: String
    /// The conversation with which the values go; nil of a person's, which belong to none.
    public let conversation: ConversationID?

    private init(_ key: String, in conversation: ConversationID?) {
        self.key = key
        self.conversation = conversation
    }

    /// A conversation, whatever the thread.
    public static func conversation(_ id: ConversationID) -> StateOwner {
        StateOwner("ts:conv:\(id.base)", in: id.base)
    }

    /// A person in one conversation.
    public static func member(_ account: AccountID, of conversation: ConversationID) -> StateOwner {
        StateOwner("ts:user:\(conversation.base):\(account)", in: conversation.base)
    }

    /// A person, by the id in conversations.
    public static func person(_ account: AccountID) -> StateOwner { StateOwner("person:\(account)", in: nil) }

    /// A message.
    public static func message(_ id: ActivityID, in conversation: ConversationID) -> StateOwner {
        StateOwner("message:\(conversation.base):\(id)", in: conversation.base)
    }

    /// What the bot has asked a person in a conversation.
    static func question(to person: String, in conversation: ConversationID) -> StateOwner {
        StateOwner("question:\(conversation.base):\(person)", in: conversation.base)
    }

    /// The owner as stores write it.
    public var description: String { key }

    /// Owners are one when they are written with the same bytes.
    public static func == (left: StateOwner, right: StateOwner) -> Bool { left.key.utf8.elementsEqual(right.key.utf8) }
    /// Feeds the bytes to `hasher`.
    public func hash(into hasher: inout Hasher) {
        for byte in key.utf8 { hasher.combine(byte) }
    }
}
