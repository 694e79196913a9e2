internal import TeamsModels

/// Where recipients of an audience are looked for.
enum AudienceSource: Sendable {
    /// Every conversation of a type.
    case rows(ConversationType)
    /// These people, by ids of either kind, those of Microsoft Entra in small letters.
    case people([String], Set<String>)
    /// These conversations by their ids, each with the threads that are meant; nil for the conversation itself.
    case conversations([Listed], Set<String>, isGiven: Bool)
    /// The channels of these teams.
    case channels([TeamID], Set<String>, ChannelChoice)
    /// Everybody in a conversation.
    case roster(Roster)
    /// One person inside of a conversation.
    case targeted(person: String, in: ConversationID)
    /// A webhook.
    case webhook(WebhookName)
    /// The activity feeds of these people, by their ids in Microsoft Entra, in small letters.
    case feed([String])

    /// Whether it has no conversation.
    var isBeyondChats: Bool {
        switch self {
        case .webhook, .feed: true
        default: false
        }
    }

    /// A conversation, and the ids under which it was asked for.
    struct Listed: Sendable {
        let base: ConversationID
        var ids: [ConversationID]
    }

    /// Whether it has a recipient, so that no later source is to name them again.
    func contains(_ recipient: Recipient) -> Bool {
        switch self {
        case .rows(let type): recipient.isKnown && recipient.type == type
        case .people(_, let ids): recipient.isOne(of: ids)
        case .conversations(_, let ids, _): recipient.isKnown && ids.contains(recipient.conversation.rawValue)
        case .channels(_, let teams, _):
            recipient.type == .channel && recipient.team.map { teams.contains($0.rawValue) } ?? false
        case .roster(let roster):
            recipient.type == .personal && roster.person(recipient.user, recipient.account) != nil
        case .targeted, .webhook, .feed: false
        }
    }
}
