/// A chat: personal (with a bot, or between two people), group, or meeting.
struct ChatState: Sendable, Equatable {
    let id: String
    let kind: Workspace.Chat.Kind
    var name: String?
    var roster = Roster()
    /// The bot that a personal chat is with.
    let bot: String?
    /// The order of creation.
    let serial: Int
    /// The person removed the bot's app: the bot may no longer write, even where a team would allow it.
    var uninstalled = false
}

/// A team with its channels.
struct TeamState: Sendable, Equatable {
    let id: String
    var name: String
    let aadGroupId: String
    var archived = false
    var deleted = false
    var roster = Roster()
    /// General comes first.
    var channels: [Workspace.Channel]
    let serial: Int
}

/// What a conversation id stands for.
struct Place: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// One person and a bot.
        case personal(bot: String, handle: String)
        /// Two people.
        case direct
        case group
        case meeting
        case channel(team: String)
    }
    /// The conversation without `;messageid=`.
    let id: String
    /// The thread that the id names.
    var root: Int64?
    let kind: Kind

    var isPersonal: Bool {
        if case .personal = kind { true } else { false }
    }
    var team: String? {
        if case .channel(let team) = kind { team } else { nil }
    }
    /// What installations and rosters go by: the chat, or the team of a channel.
    var home: String { team ?? id }
}

/// `19:…@thread.tacv2;messageid=123`, taken apart.
struct ConversationAddress: Equatable {
    var base: String
    var root: Int64?

    init(_ text: String) {
        let marker = ";messageid="
        guard let range = text.firstRange(of: marker), let root = Int64(text[range.upperBound...]) else {
            base = text
            return
        }
        base = String(text[..<range.lowerBound])
        self.root = root
    }
}
