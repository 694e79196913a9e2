internal import JSONKit

/// Which rows of the durable state changed.
struct DirtyRows: Sendable, Equatable {
    enum Key: Sendable, Hashable {
        case initial
        case person(String)
        case bot(String)
        case chat(String)
        case team(String)
        case installation(String)
        case block(Block)
        case webhook(String)
        case file(String)
        case message(String, Int64)
        case read(String, String)
        /// The position in the ledger.
        case ledger(Int)
    }

    private(set) var keys: [Key] = []
    private var seen: Set<Key> = []
    private(set) var isReset = false
    var clock = false

    var isEmpty: Bool { keys.isEmpty && !isReset && !clock }

    mutating func insert(_ key: Key) {
        if seen.insert(key).inserted { keys.append(key) }
    }

    /// Everything that was stored goes.
    mutating func reset() {
        self = DirtyRows()
        isReset = true
    }
}

extension World {
    /// What changed since the last call, and who must be told.
    mutating func takeChanges() -> Changes {
        var changes = Changes(effects: effects)
        if !dirty.isEmpty || !effects.isEmpty {
            if dirty.isReset { changes.records.append(.deleteAll) }
            for key in dirty.keys { changes.records.append(change(of: key)) }
            changes.records.append(.put(Record(kind: .world, key: "world", json: worldRow)))
        }
        effects = []
        dirty = DirtyRows()
        return changes
    }

    mutating func touch(_ key: DirtyRows.Key) { dirty.insert(key) }

    mutating func serial() -> Int {
        counters.serial += 1
        return counters.serial
    }

    /// The id of a message that is sent now: epoch milliseconds, later than any before.
    mutating func messageNumber() -> Int64 {
        counters.message = max(now.milliseconds, counters.message + 1)
        return counters.message
    }

    /// Tells people's pages.
    mutating func show(
        _ kind: StreamEvent.Kind, to handles: [String], conversation: String? = nil, message: JSONObject? = nil,
        details: JSONObject = [:]
    ) {
        guard !handles.isEmpty else { return }
        counters.stream += 1
        let event = StreamEvent(
            seq: counters.stream, kind: kind, conversation: conversation, message: message, details: details)
        effects.append(.show(to: handles, event))
    }

    /// Everyone's page must look at the workspace again.
    mutating func showWorkspace() { show(.workspace, to: everyone) }

    mutating func enter(
        _ kind: LedgerEntry.Kind, conversation: String, message: String?, bot: String, to handles: [String],
        text: String, status: Int? = nil
    ) {
        counters.ledger += 1
        touch(.ledger(ledger.count))
        ledger.append(
            LedgerEntry(
                seq: counters.ledger, at: now, kind: kind, conversation: conversation, message: message, bot: bot,
                to: handles, text: text, status: status))
    }

    /// Entries after `seq`, oldest first.
    func ledger(after seq: Int = 0, limit: Int? = nil) -> [LedgerEntry] {
        guard let first = ledger.first else { return [] }
        // Entries of one world follow each other without a gap. `seq` may be any number.
        let start = seq < first.seq ? 0 : min(seq - first.seq, ledger.count - 1) + 1
        return Array(ledger[start...].prefix(max(0, limit ?? .max)))
    }
}

/// What became of a bot's message, for whom.
struct LedgerEntry: Sendable, Equatable {
    enum Kind: String, Sendable { case visible, edited, removed, refused }
    var seq: Int
    var at: Instant
    var kind: Kind
    /// Of a channel's thread with `;messageid=`.
    var conversation: String
    /// Without one when it was refused.
    var message: String?
    var bot: String
    /// Handles.
    var to: [String]
    var text: String
    /// Of what was refused.
    var status: Int?

    var json: JSONObject {
        JSONObject(present: [
            "seq": JSONValue(seq), "at": .string(at.text), "kind": .string(kind.rawValue),
            "conversation": .string(conversation), "message": message.map(JSONValue.string),
            "bot": .string(bot), "to": JSONValue(to), "text": .string(text), "status": status.map { JSONValue($0) },
        ])
    }
}
