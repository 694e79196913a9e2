internal import JSONKit

/// A chat: personal (with a bot, or between two people), group, or meeting.
struct ChatState: Sendable, Hashable, Ranked {
    fileprivate(set) var id: ConversationID
    fileprivate(set) var kind: Workspace.Chat.Kind
    var name: String?
    var roster = Roster()
    /// The bot that a personal chat is with.
    fileprivate(set) var bot: AppID?
    /// The order of creation.
    fileprivate(set) var serial: Int
    /// The person removed the bot's app: the bot may no longer write, even where a team would allow it.
    var uninstalled = false
    /// When a meeting is, and who is in it.
    var meeting: Meeting?
    var extras = JSONObject()

    init(id: ConversationID, kind: Workspace.Chat.Kind, name: String? = nil, bot: AppID?, serial: Int) {
        self.id = id
        self.kind = kind
        self.name = name
        self.bot = bot
        self.serial = serial
    }

    /// The two of a personal chat.
    var parties: Parties? {
        guard kind == .personal, let first = roster.handles.first else { return nil }
        if let bot { return .bot(bot, handle: first) }
        return roster.handles.count == 2 ? .people(of: first, and: roster.handles[1]) : nil
    }
}

extension ChatState: StoredRow, TableRow {
    var rowID: ConversationID { id }

    init() { self.init(id: "", kind: .group, bot: nil, serial: 0) }

    /// A personal chat is with someone.
    var isWhole: Bool { kind != .personal || !roster.handles.isEmpty }

    static let shape: RowShape<ChatState> = [
        .required("id", \.id), .required("kind", \.kind), .optional("name", \.name), .written("roster", \.roster),
        .optional("bot", \.bot), .count("serial", \.serial), .unless(false, "uninstalled", \.uninstalled),
        .optional("meeting", \.meeting),
    ]
}
