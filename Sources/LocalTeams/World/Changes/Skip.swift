/// Why a bot that might have expected an activity got none.
struct Skip: Sendable, Equatable {
    /// The bot's app id.
    var bot: AppID
    var reason: Reason
    var conversation: ConversationID
    var message: String?
    /// Who may read of it.
    var readers: Readers

    /// For people and for the `skipped` of the control plane.
    enum Reason: String, Sendable {
        case notMentioned = "not mentioned"
        case notInstalled = "not installed"
        case disabled = "disabled"
        case blocked = "blocked"
        case noEndpoint = "no endpoint"
    }
}
