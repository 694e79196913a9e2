internal import JSONKit

extension Workspace {
    struct Channel: Sendable, Hashable {
        enum Kind: String, WireChoice { case standard, `private`, shared }
        var id: ConversationID
        var name: String
        var kind = Kind.standard
        var deleted = false
        /// Moderation keeps bots from posting there.
        var moderated = false
        /// Who is in a private or shared channel, where that is not everyone of its team.
        var members: [Handle]?
        /// The other teams of a shared channel.
        var sharedWith: [ConversationID] = []
        var extras = JSONObject()
    }
}

extension Workspace.Channel: StoredRow {
    init() { self.init(id: "", name: "") }

    static let shape: RowShape<Self> = [
        .required("id", \.id), .required("name", \.name), .written("kind", \.kind), .written("deleted", \.deleted),
        .written("moderated", \.moderated), .optional("members", \.members),
        .unless([], "sharedWith", \.sharedWith),
    ]
}
