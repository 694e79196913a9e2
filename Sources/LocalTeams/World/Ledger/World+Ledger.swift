extension World {
    /// Writes down what became of a bot's message, or of what it wanted to send, for whom.
    mutating func enter(
        _ kind: LedgerEntry.Kind, conversation: ConversationID, message: String?, bot: AppID, to handles: [Handle],
        text: String, status: Int? = nil
    ) {
        counters.ledger += 1
        ledger.append(
            LedgerEntry(
                seq: counters.ledger, at: now, kind: kind, conversation: conversation, message: message, bot: bot,
                to: handles, text: text, status: status))
    }

    /// Entries after `seq`, oldest first.
    func ledger(after seq: Int = 0, limit: Int? = nil) -> [LedgerEntry] { ledger.entries(after: seq, limit: limit) }
}
