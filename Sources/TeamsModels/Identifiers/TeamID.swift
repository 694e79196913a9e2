/// The id of a team: `19:…@thread.tacv2`, equal to the id of its General channel.
public struct TeamID: Identifier {
    /// The id as it is written on the wire.
    public let rawValue: String
    /// Takes the id as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The General channel, which has the id of its team.
    public var generalChannelID: ChannelID { ChannelID(rawValue: rawValue) }
    /// The team as a conversation: where its events happen and its roster is read.
    public var conversationID: ConversationID { ConversationID(rawValue: rawValue) }
}
