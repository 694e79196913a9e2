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
    /// Its id. Without one when it was refused.
    var message: String?
    var bot: AppID
    /// Who could see it.
    var to: [Handle]
    var text: String
    /// Of what was refused.
    var status: Int?
    var extras = JSONObject()
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
    ]
}
