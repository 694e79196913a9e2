/// Scopes of one kind in which nothing is under way, in the order in which they came to rest: about that in which their
/// windows become empty. Adding one and taking the next cost the same however many there are.
struct RestingScopes: Sendable {
    private var entries: [(id: String, until: Duration)] = []
    private var first = 0

    mutating func add(_ id: String, until instant: Duration) {
        entries.append((id, instant))
    }

    /// The first whose time has come; nil when there is none.
    mutating func removeNext(at now: Duration) -> String? {
        guard first < entries.count, entries[first].until <= now else { return nil }
        let id = entries[first].id
        first += 1
        if first > 64, first * 2 > entries.count {
            entries.removeFirst(first)
            first = 0
        }
        return id
    }
}
