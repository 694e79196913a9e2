/// Whose requests count together.
struct LimitScope: Sendable, Hashable {
    let part: LimitPart
    /// Without one those of all bots.
    var bot: AppID?
    /// Without `;messageid=`: all threads of a channel are one.
    var conversation: ConversationID?
    /// Whom a creation is for. Its chat may not be there yet, and so counts apart from what is sent into it.
    var person: Handle?
}
