internal import LockKit

/// Remembers which conversations are served by the other host. Forgets the oldest when there are too many.
final class MovedHosts: Sendable {
    private struct State {
        var known: Set<String> = []
        var order: [String] = []
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Whether requests about `key` go to the other host.
    func contains(_ key: String) -> Bool { state.withLock { $0.known.contains(key) } }

    /// From now on, requests about `key` go to the other host.
    func insert(_ key: String) {
        state.withLock { state in
            guard state.known.insert(key).inserted else { return }
            state.order.append(key)
            guard state.order.count > capacity else { return }
            for old in state.order.prefix(state.order.count / 4) { state.known.remove(old) }
            state.order.removeFirst(state.order.count / 4)
        }
    }
}
