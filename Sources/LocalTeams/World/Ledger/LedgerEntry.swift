internal import JSONKit

/// What became of a bot's message, for whom.
struct LedgerEntry: Sendable, Hashable {
    enum Kind: String, WireChoice { case visible, edited, removed, refused }
    var seq: Int
    /// When it happened.
    var at: Instant
    var kind: Kind
    /// Of a channel's thread with `;messageid=`.
    var conversation: ConversationID
    /// Its id. Without one when a new one was refused.
    var message: String?
    var bot: AppID
    /// Who could see it.
    var to: [Handle]
    var text: String
    /// Of what was refused; without one when the connection was dropped.
    var status: Int?
    /// The code of the refusal.
    var code: String?
    /// Why it was refused, or why nobody could see it, in words: the rule's name and where it stands.
    var note: String?
    /// Of what was refused: the id that a message of that moment has. It says where among the messages it would stand.
    var place: String?
    var extras = JSONObject()

    /// What stands in place of the bot when a channel's webhook posted.
    static let webhook: AppID = "webhook"
}

extension LedgerEntry: StoredRow {
    init() {
        self.init(
            seq: 0, at: Instant(milliseconds: 0), kind: .visible, conversation: "", bot: "", to: [], text: "")
    }

    static let shape: RowShape<LedgerEntry> = [
        .count("seq", \.seq), .required("at", \.at.written), .required("kind", \.kind),
        .required("conversation", \.conversation), .optional("message", \.message), .required("bot", \.bot),
        .written("to", \.to), .required("text", \.text), .optional("status", \.status),
        .optional("code", \.code), .optional("note", \.note), .optional("place", \.place),
    ]
}
