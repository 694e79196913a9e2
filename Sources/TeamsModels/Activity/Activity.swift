public import JSONKit

/// One event in a conversation: what Teams posts to a bot, and what a bot posts to Teams.
///
/// Every member is optional, because every event carries others; what is not known here is kept in ``extras``, at this
/// level and at every level below.
public struct Activity: WireObject {
    /// What the activity is for.
    public var type: ActivityType?
    /// Its id in the conversation.
    public var id: ActivityID?
    /// When the service received it.
    public var timestamp: Timestamp?
    /// When the sender's clock showed it, with the sender's offset.
    public var localTimestamp: Timestamp?
    /// The sender's time zone as an IANA name.
    public var localTimezone: String?
    /// The sender's language as a BCP 47 tag.
    public var locale: String?
    /// Where answers go. Belongs to this conversation, not to the bot.
    public var serviceUrl: String?
    /// The channel of the protocol: `msteams`, or `agents` for agent lifecycle events.
    public var channelId: String?
    /// Who caused it.
    public var from: Account?
    /// Whom it is for: the bot, inbound; the one person who sees it, outbound and targeted.
    public var recipient: Account?
    /// Where it happened.
    public var conversation: Conversation?
    /// The activity that it refers to.
    public var replyToId: ActivityID?
    /// What was written, in plain form. Nil when nothing was written.
    public var text: String?
    /// How `text` is to be read.
    public var textFormat: TextFormat?
    /// What the activity feed shows.
    public var summary: String?
    /// What is to be said aloud, as SSML.
    public var speak: String?
    /// Whether the bot expects an answer.
    public var inputHint: InputHint?
    /// How urgent it is.
    public var importance: Importance?
    /// How it is to be delivered.
    public var deliveryMode: DeliveryMode?
    /// When it stops to matter.
    public var expiration: Timestamp?
    /// Cards, files and pictures.
    public var attachments: [Attachment]?
    /// How several attachments are arranged.
    public var attachmentLayout: AttachmentLayout?
    /// Buttons above the composer.
    public var suggestedActions: SuggestedActions?
    /// What the text is about: mentions, quotes, citations, the client.
    public var entities: [Entity]?
    /// What only Teams knows: tenant, team, channel, what changed.
    public var channelData: ChannelData?
    /// Who joined. Read without regard to the event's type.
    public var membersAdded: [Account]?
    /// Who left. Read without regard to the event's type.
    public var membersRemoved: [Account]?
    /// Reactions that somebody added to the message `replyToId`.
    public var reactionsAdded: [MessageReaction]?
    /// Reactions that somebody took back from the message `replyToId`.
    public var reactionsRemoved: [MessageReaction]?
    /// The conversation's new topic.
    public var topicName: String?
    /// Whether members see what was written before they came (deprecated).
    public var historyDisclosed: Bool?
    /// What became of an installation.
    public var action: InstallationAction?
    /// Which event, invoke or command it is: ``EventName``, ``InvokeName``.
    public var name: String?
    /// What an event, an invoke or a button carries.
    public var value: JSONValue?
    /// The kind of `value`.
    public var valueType: String?
    /// Why a conversation ended.
    public var code: String?
    /// What a trace is about.
    public var label: String?
    /// Another conversation that it is about.
    public var relatesTo: ConversationReference?
    /// Who called the bot, as a URN.
    public var callerId: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// The members by their names on the wire.
    public static let members: WireMembers<Activity> = [
        .init("type", \.type),
        .init("id", \.id),
        .init("timestamp", \.timestamp),
        .init("localTimestamp", \.localTimestamp),
        .init("localTimezone", \.localTimezone),
        .init("locale", \.locale),
        .init("serviceUrl", \.serviceUrl, aliases: ["serviceurl"]),
        .init("channelId", \.channelId),
        .init("from", \.from),
        .init("recipient", \.recipient),
        .init("conversation", \.conversation),
        .init("replyToId", \.replyToId),
        .init("text", \.text),
        .init("textFormat", \.textFormat),
        .init("summary", \.summary),
        .init("speak", \.speak),
        .init("inputHint", \.inputHint),
        .init("importance", \.importance),
        .init("deliveryMode", \.deliveryMode),
        .init("expiration", \.expiration),
        .init("attachments", \.attachments),
        .init("attachmentLayout", \.attachmentLayout),
        .init("suggestedActions", \.suggestedActions),
        .init("entities", \.entities),
        .init("channelData", \.channelData),
        .init("membersAdded", \.membersAdded),
        .init("membersRemoved", \.membersRemoved),
        .init("reactionsAdded", \.reactionsAdded),
        .init("reactionsRemoved", \.reactionsRemoved),
        .init("topicName", \.topicName),
        .init("historyDisclosed", \.historyDisclosed),
        .init("action", \.action),
        .init("name", \.name),
        .init("value", \.value),
        .init("valueType", \.valueType),
        .init("code", \.code),
        .init("label", \.label),
        .init("relatesTo", \.relatesTo),
        .init("callerId", \.callerId),
    ]
}
