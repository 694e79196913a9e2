/// Names with an instant each, the earliest first: a binary heap.
struct WakeUps: Sendable {
    private var heap: [(at: Duration, name: String)] = []

    var count: Int { heap.count }
    /// The earliest instant.
    var next: Duration? { heap.first?.at }

    mutating func add(_ name: String, at instant: Duration) {
        heap.append((instant, name))
        var child = heap.count - 1
        while child > 0, heap[child].at < heap[(child - 1) / 2].at {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The first whose time has come.
    mutating func removeNext(at now: Duration) -> String? { removeFirst(at: now)?.name }

    /// The first whose time has come, with that time.
    mutating func removeFirst(at now: Duration) -> (at: Duration, name: String)? {
        guard let first = heap.first, first.at <= now else { return nil }
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].at < heap[least].at {
                least = child
            }
            guard least != parent else { return first }
            heap.swapAt(least, parent)
            parent = least
        }
    }
}
