public import JSONKit

/// All that is needed to write to a conversation later, also after a restart.
///
/// It carries its own service URL: a bot in several regions or clouds has several.
public struct ConversationReference: WireObject {
    /// The activity that it was taken from.
    public var activityId: ActivityID?
    /// Where requests about this conversation go.
    public var serviceUrl: String?
    /// The channel of the protocol: `msteams`.
    public var channelId: String?
    /// The bot in this conversation.
    public var bot: Account?
    /// Who wrote, when it was taken from a person's activity.
    public var user: Account?
    /// The conversation, with its type and tenant.
    public var conversation: Conversation?
    /// The person's language as a BCP 47 tag.
    public var locale: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// A conversation to write to. Requests go to `serviceUrl`.
    public init(
        _ conversation: ConversationID, type: ConversationType? = nil, tenantId: TenantID? = nil, serviceUrl: String,
        bot: Account? = nil
    ) {
        self.serviceUrl = serviceUrl
        channelId = "msteams"
        self.bot = bot
        self.conversation = Conversation(conversation, type: type, tenantId: tenantId)
    }

    /// Where `activity` happened, and, in a channel, in which thread. Nil when it does not say where.
    /// - Parameter activity: one that the service sent to the bot.
    public init?(_ activity: Activity) {
        guard var conversation = activity.conversation, let id = conversation.id, !id.isEmpty,
            let serviceUrl = activity.serviceUrl, !serviceUrl.isEmpty
        else { return nil }
        if let root = activity.threadRoot, let threaded = try? id.threaded(root: root) { conversation.id = threaded }
        conversation.tenantId = activity.tenantID
        self.serviceUrl = serviceUrl
        self.conversation = conversation
        activityId = activity.id
        channelId = activity.channelId
        bot = activity.recipient.map(Self.identity)
        user = activity.from.map(Self.identity)
        locale = activity.locale
    }

    /// What stays true of an account beyond the activity that it stands in.
    private static func identity(of account: Account) -> Account {
        var identity = Account()
        identity.id = account.id
        identity.name = account.name
        identity.aadObjectId = account.directoryID
        return identity
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<ConversationReference> = [
        .init("activityId", \.activityId),
        .init("serviceUrl", \.serviceUrl),
        .init("channelId", \.channelId),
        .init("bot", \.bot),
        .init("user", \.user),
        .init("conversation", \.conversation),
        .init("locale", \.locale),
    ]
}
