/// Which entries of the ledger somebody asks for.
struct LedgerFilter: Sendable, Equatable {
    /// The number of the entry that the part begins after.
    var after = 0
    /// At most so many, the oldest of them.
    var limit: Int?
    /// At most so many, the newest of them.
    var last: Int?
    /// Only what this person could see, or would have seen.
    var person: Handle?
    /// Only what is in this conversation; a channel's threads are in it.
    var conversation: ConversationID?
    var kind: LedgerEntry.Kind?

    func includes(_ entry: LedgerEntry) -> Bool {
        if let kind, entry.kind != kind { return false }
        if let conversation, entry.conversation != conversation,
            ConversationAddress(entry.conversation).base != conversation
        {
            return false
        }
        if let person, !entry.to.contains(person) { return false }
        return true
    }
}
