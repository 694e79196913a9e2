internal import JSONKit

extension Workspace {
    struct Channel: Sendable, Hashable {
        enum Kind: String, WireChoice { case standard, `private`, shared }
        var id: ConversationID
        var name: String
        var kind = Kind.standard
        var deleted = false
        var extras = JSONObject()
    }
}

extension Workspace.Channel: StoredRow {
    init() { self.init(id: "", name: "") }

    static let shape: RowShape<Self> = [
        .required("id", \.id), .required("name", \.name), .written("kind", \.kind), .written("deleted", \.deleted),
    ]
}
