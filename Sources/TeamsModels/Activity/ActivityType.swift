public import JSONKit

/// What an ``Activity`` is for. The service may add to these, and what it adds is a value too.
public struct ActivityType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Somebody wrote, or pressed a button that speaks for them.
    public static let message: ActivityType = "message"
    /// A message was edited, or its deletion undone.
    public static let messageUpdate: ActivityType = "messageUpdate"
    /// A message was deleted.
    public static let messageDelete: ActivityType = "messageDelete"
    /// Reactions to a message of the bot were added or removed.
    public static let messageReaction: ActivityType = "messageReaction"
    /// Members, channels or the team changed.
    public static let conversationUpdate: ActivityType = "conversationUpdate"
    /// The app was installed, removed or upgraded.
    public static let installationUpdate: ActivityType = "installationUpdate"
    /// Somebody is writing; outbound also a piece of a stream.
    public static let typing: ActivityType = "typing"
    /// Something happened that nobody wrote: a read receipt, a meeting's start.
    public static let event: ActivityType = "event"
    /// A question of the client, whose answer is the HTTP response.
    public static let invoke: ActivityType = "invoke"
    /// A command of another program.
    public static let command: ActivityType = "command"
    /// The outcome of a command.
    public static let commandResult: ActivityType = "commandResult"
    /// The conversation is over.
    public static let endOfConversation: ActivityType = "endOfConversation"
    /// For logs alone; never shown.
    public static let trace: ActivityType = "trace"
    /// The bot was added to or removed from a contact list.
    public static let contactRelationUpdate: ActivityType = "contactRelationUpdate"
    /// The conversation goes to somebody else.
    public static let handoff: ActivityType = "handoff"
}
