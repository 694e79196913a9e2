internal import JSONKit

extension Workspace {
    struct Webhook: Sendable, Hashable {
        /// How posts are answered, and what they may be.
        enum Kind: String, WireChoice {
            /// An Incoming Webhook: an Office 365 connector.
            case incoming
            /// "When a Teams webhook request is received" of Workflows.
            case workflow

            /// Who posts, when nobody said another name.
            var usualName: String {
                switch self {
                case .incoming: "Incoming Webhook"
                case .workflow: "Workflows"
                }
            }
        }
        /// The key to it: whoever has it can post.
        var id: WebhookID
        /// Where posts go; made from the service's own address.
        var url: String?
        var channel: ConversationID
        var kind = Kind.incoming
        /// Who posts.
        var name: String?
        /// Whoever posts learns that it was there once.
        var removed = false
        var extras = JSONObject()
    }
}

extension Workspace.Webhook: StoredRow, TableRow {
    var rowID: WebhookID { id }

    init() { self.init(id: "", channel: "") }

    static let shape: RowShape<Self> = [
        .required("id", \.id), .optional("url", \.url), .required("channel", \.channel),
        .unless(.incoming, "kind", \.kind), .optional("name", \.name), .unless(false, "removed", \.removed),
    ]
}
