internal import JSONKit

extension World {
    /// Writes down what became of a bot's message, for whom.
    mutating func enter(
        _ kind: LedgerEntry.Kind, conversation: ConversationID, message: String?, bot: AppID, to handles: [Handle],
        text: String, note: String? = nil
    ) {
        counters.ledger += 1
        ledger.append(
            LedgerEntry(
                seq: counters.ledger, at: now, kind: kind, conversation: conversation, message: message, bot: bot,
                to: handles, text: text, note: note))
    }

    /// Writes down what a bot wanted to send and was refused, and tells those who would have seen it.
    /// - Parameters:
    ///   - message: the message that was to be changed; nil of a new one.
    ///   - note: why, in words for people.
    ///   - isMessage: whether it would have stood among the messages; a typing would not.
    mutating func enterRefusal(
        conversation: ConversationID, message: String? = nil, bot: AppID, to handles: [Handle], text: String,
        status: Int?, code: String?, note: String?, isMessage: Bool
    ) {
        counters.ledger += 1
        var entry = LedgerEntry(
            seq: counters.ledger, at: now, kind: .refused, conversation: conversation, message: message, bot: bot,
            to: handles, text: text)
        entry.status = status
        entry.code = code
        entry.note = note
        // A number of its own: no message, whoever may see it, has the same.
        if isMessage { entry.place = counters.nextMessage(at: now).id }
        ledger.append(entry)
        guard isMessage else { return }
        var shown = Self.forPeople(entry).object
        shown["to"] = nil
        show(.refused, to: handles, conversation: conversation, details: ["refusal": .object(shown)])
    }

    /// Entries after `seq`, oldest first.
    func ledger(after seq: Int = 0, limit: Int? = nil) -> [LedgerEntry] { ledger.entries(after: seq, limit: limit) }

    /// The entries that a filter lets through, oldest first.
    func ledger(_ filter: LedgerFilter) throws(Refusal) -> [LedgerEntry] {
        guard let person = filter.person else { return ledger.entries(filter) }
        try known(person)
        return ledger.entries(filter).map(Self.forPeople)
    }

    /// An entry without what not all of its readers may know of: the ids of what its text quotes.
    private static func forPeople(_ entry: LedgerEntry) -> LedgerEntry {
        var entry = entry
        entry.text = withoutQuotes(entry.text)
        return entry
    }
}
