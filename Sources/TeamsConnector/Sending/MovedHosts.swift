internal import HTTPKit
internal import LockKit

/// Remembers what is served by the other host. Forgets the oldest when there is too much.
final class MovedHosts: Sendable {
    private struct Key: Hashable {
        let base: HTTP.Address
        let subject: String
    }
    private struct State {
        var known: Set<Key> = []
        var order: [Key] = []
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Whether requests about `subject`, which would go to `base`, go to the other host.
    func contains(_ subject: String, at base: HTTP.Address) -> Bool {
        state.withLock { !$0.known.isEmpty && $0.known.contains(Key(base: base, subject: subject)) }
    }

    /// From now on, requests about `subject` go to the other host.
    func insert(_ subject: String, at base: HTTP.Address) {
        let key = Key(base: base, subject: subject)
        state.withLock { state in
            guard state.known.insert(key).inserted else { return }
            state.order.append(key)
            guard state.order.count > capacity else { return }
            for old in state.order.prefix(state.order.count / 4) { state.known.remove(old) }
            state.order.removeFirst(state.order.count / 4)
        }
    }
}
