internal import JSONKit

extension Workspace {
    struct Webhook: Sendable, Hashable {
        /// The key to it: whoever has it can post.
        var id: WebhookID
        /// Where posts go; made from the service's own address.
        var url: String?
        var channel: ConversationID
        var extras = JSONObject()
    }
}

extension Workspace.Webhook: StoredRow, TableRow {
    var rowID: WebhookID { id }

    init() { self.init(id: "", channel: "") }

    static let shape: RowShape<Self> = [
        .required("id", \.id), .optional("url", \.url), .required("channel", \.channel),
    ]
}
