/// Deadlines in the order in which they were set, which is the order in which they come: each is so long after its
/// beginning as every other. Adding one and taking the next costs the same however many there are.
struct DeadlineQueue {
    struct Entry {
        let id: Int
        let at: Duration
    }

    private var entries: [Entry] = []
    private var first = 0

    /// How many are kept, those of turns that have ended since included.
    var count: Int { entries.count - first }

    /// The earliest.
    var next: Entry? { first < entries.count ? entries[first] : nil }

    mutating func add(_ id: Int, at deadline: Duration) {
        entries.append(Entry(id: id, at: deadline))
    }

    mutating func removeNext() {
        first += 1
        if first > 64, first * 2 > entries.count {
            entries.removeFirst(first)
            first = 0
        }
    }

    /// Forgets those at the front that are no longer awaited; and all such, once they are more than the others.
    mutating func prune(living: Int, isAwaited: (Entry) -> Bool) {
        while let next, !isAwaited(next) { removeNext() }
        guard count > 64 + 2 * living else { return }
        entries = entries[first...].filter(isAwaited)
        first = 0
    }
}
