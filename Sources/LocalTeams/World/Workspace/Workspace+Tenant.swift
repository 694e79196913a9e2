internal import JSONKit

extension Workspace {
    /// The organisation, and what its admins switch.
    struct Tenant: Sendable, Hashable {
        /// A GUID.
        var id: String
        var name: String
        var cloud = TenantCloud.public
        /// Whether bots learn what people have read. Off, nobody's own setting counts.
        var readReceipts = true
        /// What a bot hears that writes to a person who blocked it.
        var blockedCode = BlockedCode.messageWritesBlocked
        /// A bot's message with text and attachments becomes two, and the bot gets no id. Without a choice: when the
        /// service is strict.
        var splitTextAndCard: Bool?
        /// A bot that does not answer in time gets the same activity once more. Without a choice: when the service is
        /// strict.
        var redeliver: Bool?
        /// Whether bots can take part in private channels. Teams announced it for 2026.
        var privateChannels = false
        /// Whether bots learn that people type in their personal chats. Whether Teams tells them is uncertain.
        var typing = false
        var extras = JSONObject()
    }
}

extension Workspace.Tenant: StoredRow {
    init() { self.init(id: "", name: "") }

    static let shape: RowShape<Self> = [
        .required("id", \.id), .required("name", \.name), .written("cloud", \.cloud),
        .written("readReceipts", \.readReceipts), .written("blockedCode", \.blockedCode),
        .optional("splitTextAndCard", \.splitTextAndCard), .optional("redeliver", \.redeliver),
        .written("privateChannels", \.privateChannels), .written("typing", \.typing),
    ]
}
