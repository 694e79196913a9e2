internal import HTTPKit
internal import LockKit

/// Remembers what is served by the other host. Forgets the oldest when there is too much.
final class MovedHosts: Sendable {
    private struct Key: Hashable {
        /// The host that said so: another one is asked anew.
        let origin: String
        let subject: Lane.Subject
    }
    private struct State {
        var known: Set<Key> = []
        var order: [Key] = []
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int = 10_000) { self.capacity = capacity }

    /// How much is remembered.
    var count: Int { state.withLock { $0.known.count } }

    /// Whether requests of `lane`, which would go to `base`, go to the other host: it was said of their conversation,
    /// or of its organisation.
    func contains(_ lane: Lane, at base: HTTP.Address) -> Bool {
        state.withLock { state in
            guard !state.known.isEmpty else { return false }
            return lane.subjects.contains { state.known.contains(Key(origin: base.origin, subject: $0)) }
        }
    }

    /// From now on, requests about the same go to the other host. What is known of an organisation need not be
    /// remembered of each of its conversations.
    func insert(_ lane: Lane, at base: HTTP.Address) {
        let key = Key(origin: base.origin, subject: lane.subjects[0])
        state.withLock { state in
            guard state.known.insert(key).inserted else { return }
            state.order.append(key)
            guard state.order.count > capacity else { return }
            let old = state.order.prefix(max(1, state.order.count / 4))
            state.known.subtract(old)
            state.order.removeFirst(old.count)
        }
    }

    /// The other host does not serve it either: the next request asks `base` again.
    func remove(_ lane: Lane, at base: HTTP.Address) {
        let keys = Set(lane.subjects.map { Key(origin: base.origin, subject: $0) })
        state.withLock { state in
            guard !state.known.isDisjoint(with: keys) else { return }
            state.known.subtract(keys)
            state.order.removeAll { keys.contains($0) }
        }
    }
}
