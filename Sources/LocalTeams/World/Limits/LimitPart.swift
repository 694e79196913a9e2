internal import JSONKit

/// A group of limits: what is counted, and whose.
enum LimitPart: String, WireChoice {
    /// Every request of one bot in the tenant.
    case perTenant
    /// What one bot sends to one conversation. A creation counts at the person whom it is for, or in the channel.
    case perConversation
    /// What all bots together send to one conversation.
    case allBotsPerConversation
    /// What one bot asks about one conversation: its members, a team's channels.
    case rosterPerConversation
    /// What all bots together ask about one conversation.
    case allBotsRosterPerConversation
    /// What one bot asks about one conversation with the old call that gives all members at once.
    case unpagedMembers
    /// The pieces of a stream, from the second on: each stream of a bot in one conversation.
    case perStream

    /// The parts in which an operation counts, by its name in the wire log.
    ///
    /// That updates, deletions and reactions count as sends is a choice: the page names the operations of its table
    /// only, and all of them change the conversation. What has limits of its own, such as Microsoft Graph, counts in
    /// none of these.
    static func parts(of operation: String, isUnpagedRoster: Bool) -> [LimitPart] {
        switch operation {
        case "send", "reply", "update", "delete", "reaction", "create":
            [.perTenant, .perConversation, .allBotsPerConversation]
        case "members", "team":
            [.perTenant, .rosterPerConversation, .allBotsRosterPerConversation]
                + (isUnpagedRoster ? [.unpagedMembers] : [])
        case "graph", "webhook", "usertoken", "keys", "token", "deliver": []
        default: [.perTenant]
        }
    }

    /// Whether the requests of all bots count together.
    var isOfAllBots: Bool { self == .allBotsPerConversation || self == .allBotsRosterPerConversation }

    /// What is counted, after a number: `7 sends of one bot to one conversation`.
    var words: String {
        switch self {
        case .perTenant: "requests of one bot in one tenant"
        case .perConversation: "sends of one bot to one conversation"
        case .allBotsPerConversation: "sends of all bots together to one conversation"
        case .rosterPerConversation: "questions of one bot about one conversation"
        case .allBotsRosterPerConversation: "questions of all bots together about one conversation"
        case .perStream: "pieces of one stream"
        case .unpagedMembers: "unpaged member lists of one bot from one conversation"
        }
    }

    /// The page that the documented limits stand on.
    var source: String {
        switch self {
        case .unpagedMembers: "Microsoft, Teams bot API changes to fetch team or chat members"
        case .perStream: "Microsoft, Stream bot messages"
        default: "Microsoft, Rate limiting for agents"
        }
    }
}
