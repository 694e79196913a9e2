public import JSONKit
internal import TeamsConnector
public import TeamsModels

/// What the bot knows of one conversation: enough to write there at any time, also after a restart.
///
/// The documentation calls the core of it a *conversation reference*. Of a channel the whole conversation is kept, not
/// each thread: the thread's id is said when something is sent.
public struct KnownConversation: WireObject {
    /// Where it is: the conversation with its type and tenant, its own service URL, the bot in it, and, of a personal
    /// chat, the person with both ids, and the person's language. Its ``TeamsModels/ConversationReference/activityId``
    /// is nil.
    public var reference = ConversationReference()
    /// The team, of a channel. The conversation with the team's id is its channel General.
    public var team: TeamInfo?
    /// The channel, of a channel.
    public var channel: ChannelInfo?
    /// The channel that was chosen when the app was installed in the team; on the conversation with the team's id.
    public var selectedChannel: ChannelID?
    /// Since when the app is known to be installed there: from the installation, or from the first message where nobody
    /// told of one. Nil on channels: an installation is the team's.
    public var installedAt: Timestamp?
    /// Who installed the app there, as far as the event told.
    public var installedBy: Account?
    /// When the app was removed from there; nil as long as it is installed.
    public var uninstalledAt: Timestamp?
    /// Why sending there is useless until somebody there interacts or installs the app; nil when nothing says so.
    public var closure: ConversationClosure?
    /// The newest that events told of each reason; see `closure`.
    var told: [ToldClosure]?
    /// When something last came from there, right to the hour.
    public var lastSeen: Timestamp?
    /// When somebody there last did something with the bot, or installed the app, right to the hour and never later
    /// than it was: a departure from before it is old news. Of a team, whichever of its channels it was in.
    var usedAt: Timestamp?
    /// The person's time zone, of a personal chat: the IANA name that their client told last. Of a client that told an
    /// offset alone it is the zone without summer time that has it, as `Etc/GMT-1`.
    public var timeZone: String?
    /// When the newest of what is known of names, addresses and zones was told. What arrives later and is older adds
    /// what is missing, and changes nothing.
    public var toldAt: Timestamp?
    /// The service URL that the service itself has replaced with the one in the ``reference``, for an organisation of
    /// GCC.
    public var movedFrom: String?
    /// What was stored beyond these members.
    public var extras: JSONObject = [:]

    /// Nothing known yet: a value without an id, which no store takes.
    public init() {}

    /// A conversation by a reference that was kept elsewhere, or that the service gave when it was created.
    ///
    /// What belongs to one activity or to one of several people is left out.
    public init(_ reference: ConversationReference) {
        self.reference = reference.ofConversation
    }

    /// The conversation, without a thread; empty when there is none.
    public var id: ConversationID { reference.conversation?.id?.base ?? "" }

    /// The organisation.
    public var tenant: TenantID? { reference.conversation?.tenantId }

    /// The person of a personal chat; nil of every other conversation.
    public var person: Account? { reference.user }

    /// Whether something there has closed the conversation to the bot; see ``closure``.
    public var isReachable: Bool { closure == nil }

    /// The members by their names in the store.
    public static let members: WireMembers<KnownConversation> = [
        .init(
            "reference",
            read: { (known, json) throws(WireError) in known.reference = try ConversationReference(json: json) },
            write: { $0.reference.json }),
        .init("team", \.team),
        .init("channel", \.channel),
        .init("selectedChannel", \.selectedChannel),
        .init("installedAt", \.installedAt),
        .init("installedBy", \.installedBy),
        .init("uninstalledAt", \.uninstalledAt),
        .init("closure", \.closure),
        .init("told", \.told),
        .init("lastSeen", \.lastSeen),
        .init("usedAt", \.usedAt),
        .init("timeZone", \.timeZone),
        .init("toldAt", \.toldAt),
        .init("movedFrom", \.movedFrom),
    ]
}

extension ConversationReference {
    /// What is true of the conversation as a whole: without the thread, the activity, and who of several people wrote.
    var ofConversation: ConversationReference {
        var reference = self
        reference.activityId = nil
        reference.conversation?.id = conversation?.id?.base
        guard !isPersonal else { return reference }
        reference.user = nil
        reference.locale = nil
        return reference
    }
}
