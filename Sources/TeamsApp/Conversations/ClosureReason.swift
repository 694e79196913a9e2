public import JSONKit
internal import TeamsConnector

/// Why sending to a conversation is useless: an event said so, or the service refused a message.
public struct ClosureReason: OpenEnum {
    /// The name as it is stored. That of a refusal is its ``TeamsConnector/ConnectorError/Code``.
    public let rawValue: String
    /// A reason by its name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// An event told that the app was removed.
    public static let uninstalled: ClosureReason = "uninstalled"
    /// The team was deleted; it may come back.
    public static let teamDeleted: ClosureReason = "teamDeleted"
    /// The team is archived.
    public static let teamArchived: ClosureReason = "teamArchived"
    /// The channel was deleted; it may come back.
    public static let channelDeleted: ClosureReason = "channelDeleted"
    /// The service refused: an administrator disabled the bot for whoever is there.
    public static let disabledByAdmin: ClosureReason = "disabledByAdmin"
    /// The service refused: the bot is not in the conversation.
    public static let notInConversation: ClosureReason = "notInConversation"
    /// The service refused: the person blocked the bot, or the channel is moderated.
    public static let blockedByUser: ClosureReason = "blockedByUser"
    /// The service refused: the person blocked the bot or removed the app; which of the two cannot be told.
    public static let blockedOrUninstalled: ClosureReason = "blockedOrUninstalled"
    /// The service refused: the app is not installed for that person.
    public static let notInstalled: ClosureReason = "notInstalled"
    /// The service refused: it knows no such conversation.
    public static let conversationNotFound: ClosureReason = "conversationNotFound"
    /// The service refused: the stored ids are those of another bot. A message from there makes them known anew.
    public static let stale: ClosureReason = "stale"

    /// Those that events tell, whose instants are the service's own; of several that hold the first counts.
    static let told: [ClosureReason] = [.uninstalled, .teamDeleted, .channelDeleted, .teamArchived]

    /// Whether an event told it, in place of a refusal.
    var isTold: Bool { Self.told.contains(self) }

    /// What a refused message says about its conversation; nil when it says nothing.
    /// - Parameter isPersonal: whether it is a person's own chat, of which alone it can be that the app is not
    ///   installed there for that person.
    init?(_ error: ConnectorError, isPersonal: Bool) {
        if error.code == .foreignConversation {
            self = .stale
            return
        }
        guard error.isRecipientGone || error.code == .conversationNotFound || error.code == .notInstalled && isPersonal
        else { return nil }
        self.init(rawValue: error.code.rawValue)
    }
}
