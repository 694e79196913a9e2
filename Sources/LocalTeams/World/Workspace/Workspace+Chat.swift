internal import JSONKit

extension Workspace {
    struct Chat: Sendable, Hashable {
        enum Kind: String, WireChoice { case personal, group, meeting }
        var id: ConversationID
        var kind = Kind.group
        var name: String?
        /// Handles, in the order in which they came. Of a meeting the first is the organizer.
        var members: [Handle] = []
        /// App ids of the bots that are installed; in a personal chat the bot that it is with.
        var bots: [AppID] = []
        /// Of a meeting, when it is: from the start of Local Teams on, for an hour, unless it is said.
        var start: Instant?
        var end: Instant?
        var extras = JSONObject()
    }
}

extension Workspace.Chat: StoredRow {
    init() { self.init(id: "") }

    static let shape: RowShape<Self> = [
        .required("id", \.id), .written("kind", \.kind), .optional("name", \.name), .written("members", \.members),
        .written("bots", \.bots), .optional("start", \.writtenStart), .optional("end", \.writtenEnd),
    ]

    private var writtenStart: Instant.Written? {
        get { start?.written }
        set { start = newValue?.instant }
    }
    private var writtenEnd: Instant.Written? {
        get { end?.written }
        set { end = newValue?.instant }
    }
}
