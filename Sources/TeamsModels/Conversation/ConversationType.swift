public import JSONKit

/// Where a conversation takes place. Meetings are group chats.
public struct ConversationType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One person and the bot.
    public static let personal: ConversationType = "personal"
    /// Several people, also a meeting's chat.
    public static let groupChat: ConversationType = "groupChat"
    /// A channel of a team.
    public static let channel: ConversationType = "channel"
}
