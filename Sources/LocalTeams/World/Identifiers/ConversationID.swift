internal import JSONKit

/// What a chat or a channel is known by: `19:…@thread.v2`, `19:…@thread.tacv2`, `a:…`; with `;messageid=…` a thread of
/// a channel. A team has the id of its General channel.
struct ConversationID: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }

    /// The thread of a post in this channel.
    func thread(_ root: MessageNumber) -> ConversationID { "\(self);messageid=\(root)" }
}
