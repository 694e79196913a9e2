/// A person as one bot sees them.
struct Account: Sendable, Hashable {
    /// Without a bot: an id chosen by hand, the same for each.
    var bot: AppID?
    var handle: Handle
}
