internal import JSONKit

/// A bot's place in a personal chat, a chat, or a team.
struct Installation: Sendable, Hashable {
    enum Target: Sendable, Hashable {
        case user(Handle)
        case chat(ConversationID)
        /// A team, with the channel that was chosen.
        case team(ConversationID, channel: ConversationID)
    }
    var id: InstallationID
    var bot: AppID
    var target: Target
    var extras = JSONObject()

    /// Whether it is for one person.
    var isPersonal: Bool { if case .user = target { true } else { false } }
}

extension Installation: StoredRow, TableRow {
    var rowID: InstallationID { id }

    init() { self.init(id: "", bot: "", target: .user("")) }

    /// It is somewhere.
    var isWhole: Bool { target != .user("") }

    private enum Name {
        static let user = "user"
        static let chat = "chat"
        static let team = "team"
    }

    static let shape: RowShape<Installation> = [
        .required("id", \.id), .required("bot", \.bot), .optional(Name.user, \.user), .optional(Name.chat, \.chat),
        .optional(Name.team, \.team), .optional("channel", \.channel),
    ]

    init(from reader: inout StrictReader) throws(StrictError) {
        try self.init(members: &reader)
        let names = [Name.user, Name.chat, Name.team]
        var named = 0
        for name in names where reader.has(name) { named += 1 }
        guard named == 1 else { throw reader.error("must name a user, a chat or a team, and only one") }
    }

    private var user: Handle? {
        get { if case .user(let handle) = target { handle } else { nil } }
        set { if let newValue { target = .user(newValue) } }
    }
    private var chat: ConversationID? {
        get { if case .chat(let chat) = target { chat } else { nil } }
        set { if let newValue { target = .chat(newValue) } }
    }
    private var team: ConversationID? {
        get { if case .team(let team, _) = target { team } else { nil } }
        set { if let newValue { target = .team(newValue, channel: newValue) } }
    }
    /// Stands behind the team, whose General channel it is otherwise.
    private var channel: ConversationID? {
        get { if case .team(_, let channel) = target { channel } else { nil } }
        set { if let newValue, case .team(let team, _) = target { target = .team(team, channel: newValue) } }
    }
}
