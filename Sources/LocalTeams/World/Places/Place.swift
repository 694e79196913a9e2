/// What a conversation id stands for.
struct Place: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// One person and a bot.
        case personal(bot: AppID, handle: Handle)
        /// Two people.
        case direct
        case group
        case meeting
        case channel(team: ConversationID)
    }
    /// The conversation without `;messageid=`.
    let id: ConversationID
    /// The thread that the id names.
    var root: MessageNumber?
    let kind: Kind

    var isPersonal: Bool {
        if case .personal = kind { true } else { false }
    }
    /// Whether a message there can be the root of others.
    var hasThreads: Bool {
        switch kind {
        case .personal, .direct: false
        case .group, .meeting, .channel: true
        }
    }
    var team: ConversationID? {
        if case .channel(let team) = kind { team } else { nil }
    }
    /// What installations and rosters go by: the chat, or the team of a channel.
    var home: ConversationID { team ?? id }

    /// As people's pages have it.
    var kindName: String {
        switch kind {
        case .personal, .direct: "personal"
        case .group: "group"
        case .meeting: "meeting"
        case .channel: "channel"
        }
    }
}
