/// The id of a channel of a team: `19:…@thread.tacv2`. The same for every bot.
public struct ChannelID: Identifier {
    /// The id as it is written on the wire.
    public let rawValue: String
    /// Takes the id as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The channel as a conversation: where a message starts a thread of its own.
    public var conversationID: ConversationID { ConversationID(rawValue: rawValue) }
}
