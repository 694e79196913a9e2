internal import JSONKit

typealias Handle = String
typealias AppID = String
typealias ConversationID = String
typealias InstallationID = String
typealias WebhookID = String
typealias FileID = String

extension String: RecordKey {
    var recordKey: String { self }
    var rawValue: String { self }
    init(rawValue: String) { self = rawValue }
}

extension ConversationID {
    /// The thread of a post in this channel.
    func thread(_ root: MessageNumber) -> ConversationID { "\(self);messageid=\(root)" }
}
