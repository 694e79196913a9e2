internal import JSONKit

/// What limits and faults look at of a request, before anything is done about it.
struct ServiceRequest: Sendable {
    /// Its name in the wire log.
    var operation: String
    /// The caller, once it is known; of a delivery the bot that gets it.
    var bot: AppID?
    /// The conversation or team of the path, in whatever spelling.
    var conversation: ConversationID?
    /// The id of the message that it is about.
    var message: String?
    var body = JSONObject()
    /// Whether the address asks for a message that one person sees.
    var isTargeted = false
    /// Whether it asks for all members at once.
    var isUnpagedRoster = false

    /// Whether it would change what people see of one message: the ledger tells when that was refused.
    var isForTheLedger: Bool { ["send", "reply", "update", "delete"].contains(operation) }
}
