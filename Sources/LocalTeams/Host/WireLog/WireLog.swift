internal import JSONKit
internal import LockKit

/// What was on the wire between bots and this service, newest last. Bounded: the oldest entries go first.
final class WireLog: Sendable {
    /// Entries kept at most.
    static let maxEntries = 5_000
    /// What the entries cost at most, in bytes.
    static let maxBytes = 32 << 20

    private struct Ring {
        var entries: [WireLogEntry] = []
        var bytes = 0
        var lastSequence = 0
    }

    private let ring = Mutex(Ring())

    /// Adds an exchange and numbers it.
    func append(_ entry: WireLogEntry) {
        ring.withLock { ring in
            ring.lastSequence += 1
            var entry = entry
            entry.sequence = ring.lastSequence
            ring.bytes += entry.cost
            ring.entries.append(entry)
            guard ring.entries.count > Self.maxEntries || ring.bytes > Self.maxBytes else { return }
            // A quarter goes at once, so that a full ring does not move on every append.
            let surplus = max(1, ring.entries.count / 4)
            for old in ring.entries.prefix(surplus) { ring.bytes -= old.cost }
            ring.entries.removeFirst(surplus)
        }
    }

    /// The first `limit` entries after number `after`, oldest first.
    func entries(after: Int = 0, limit: Int = .max) -> [WireLogEntry] {
        ring.withLock { ring in
            let first = ring.entries.partitioningIndex { $0.sequence > after }
            return Array(ring.entries[first...].prefix(limit))
        }
    }

    /// Forgets every entry. Numbers go on.
    func clear() {
        ring.withLock { ring in
            ring.entries.removeAll()
            ring.bytes = 0
        }
    }
}
