internal import JSONKit

/// What became of the messages of bots, in the order in which it happened. Nothing is ever taken out.
struct Ledger: Sendable, Equatable {
    private var entries: [LedgerEntry] = []
    /// The positions of entries that are new.
    private var fresh = DirtyRows<Position>()

    private struct Position: RecordKey {
        let index: Int
        var recordKey: String { String(index) }
    }

    init() {}

    mutating func append(_ entry: LedgerEntry) {
        fresh.insert(Position(index: entries.count))
        entries.append(entry)
    }

    /// Where the entries after `seq` begin. Entries of one world follow each other without a gap; `seq` is any number.
    private func place(after seq: Int) -> Int {
        guard let first = entries.first, seq >= first.seq else { return 0 }
        return min(seq - first.seq, entries.count - 1) + 1
    }

    /// Entries after `seq`, oldest first.
    func entries(after seq: Int, limit: Int?) -> [LedgerEntry] {
        Array(entries[place(after: seq)...].prefix(max(0, limit ?? .max)))
    }

    /// The entries that `filter` lets through, oldest first.
    func entries(_ filter: LedgerFilter) -> [LedgerEntry] {
        let candidates = entries[place(after: filter.after)...]
        if let last = filter.last {
            let newest = Array(candidates.reversed().lazy.filter(filter.includes).prefix(last).reversed())
            return Array(newest.prefix(filter.limit ?? .max))
        }
        return Array(candidates.lazy.filter(filter.includes).prefix(filter.limit ?? .max))
    }

    mutating func takeChanges(into records: inout [RecordChange]) {
        fresh.take(as: .ledger, into: &records) { [entries] in entries[$0.index].json }
    }

    /// The ledger that was stored as these records. Its entries follow each other without a gap, up to `last`.
    init(records: some Sequence<Record>, last: Int) throws(WorldError) {
        for record in records where record.kind == .ledger { entries.append(try record.read(LedgerEntry.self)) }
        entries.sort { $0.seq < $1.seq }
        for (place, entry) in entries.enumerated() where entry.seq != entries[0].seq + place {
            let what = place > 0 && entries[place - 1].seq == entry.seq ? "stands twice" : "comes after a gap"
            throw WorldError(message: "the stored workspace is damaged: entry \(entry.seq) of the ledger \(what)")
        }
        guard (entries.last?.seq ?? 0) <= last else {
            throw WorldError(message: "the stored workspace is damaged: its ledger is longer than it can be")
        }
    }
}
