internal import LockKit

/// How many bytes the peers of a server make it hold, over all connections, and how many they may.
///
/// Counted in steps: what is less than one is free, so that a small request touches nothing that loops share. A
/// promise costs nothing; bytes count as they arrive, wait, are handled, and are written.
final class ByteBudget: Sendable {
    /// Who asks for room.
    enum Share {
        /// A body that arrives, or what was read ahead: a quarter is out of its reach, so that those who hold back
        /// their bodies do not keep out requests that are whole.
        case arriving
        /// A request that is here, or a response.
        case whole
    }
    /// The smallest amount that counts.
    static let step = 4096

    private let limit: Int
    private let used = Atomic(0)
    /// Whether so much was held that the system should have it back once it is not.
    private let wasHigh = Atomic(false)
    private var highBytes: Int { min(16 << 20, limit / 2) }

    /// - Parameter limit: in bytes; less than none counts as none.
    init(limit: Int) { self.limit = max(0, limit) }

    /// What counts of `bytes`.
    static func counted(_ bytes: Int) -> Int { bytes & ~(step - 1) }

    /// How much is held now.
    var usedBytes: Int { used.load(ordering: .relaxed) }

    /// Counts `new` bytes in the place of `old`, if there is room. There always is for somebody who is alone.
    func move(from old: Int, to new: Int, _ share: Share) -> Bool {
        guard new > old else {
            give(back: old - new)
            return true
        }
        let most = share == .whole ? limit : limit / 4 * 3
        var seen = used.load(ordering: .relaxed)
        while true {
            guard seen <= old || new - old <= most - seen else { return false }
            let (isDone, now) = used.compareExchange(
                expected: seen, desired: seen + (new - old), ordering: .relaxed)
            if isDone { break }
            seen = now
        }
        if seen + (new - old) >= highBytes { wasHigh.store(true, ordering: .relaxed) }
        return true
    }

    /// Counts `new` bytes in the place of `old`, whether there is room or not: they are there already.
    func force(from old: Int, to new: Int) {
        if new > old { used.add(new - old, ordering: .relaxed) } else { give(back: old - new) }
    }

    private func give(back bytes: Int) {
        if bytes > 0 { used.subtract(bytes, ordering: .relaxed) }
    }

    /// Whether a flood is over whose memory the system should have back. Says so once.
    func takeEnd() -> Bool {
        guard wasHigh.load(ordering: .relaxed), usedBytes < highBytes / 4 else { return false }
        return wasHigh.exchange(false, ordering: .relaxed)
    }
}

extension HTTP.Response {
    /// What who comes when there is no room gets for an answer.
    static var overloaded: HTTP.Response {
        var response = HTTP.Response.text("the server has too much to do; try again in a moment\n", status: 503)
        response.fields["Retry-After"] = "1"
        return response
    }
}
