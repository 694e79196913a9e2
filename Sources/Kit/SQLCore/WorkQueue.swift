internal import Dispatch
internal import LockKit

/// Work that waits, for one or several threads.
package final class WorkQueue: Sendable {
    private struct State {
        var waiting: [any Work] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    package init() {}

    /// Adds work, unless the queue is closed.
    package func submit(_ work: any Work) {
        let isTaken = state.withLock { state in
            if !state.isClosed { state.waiting.append(work) }
            return !state.isClosed
        }
        if isTaken { arrivals.signal() } else { work.finish(StoreError(.closed, "the database is closed")) }
    }

    /// Takes up to `limit` pieces in order, and waits for the first. Empty once the queue is closed and all is taken.
    package func take(upTo limit: Int) -> [any Work] {
        while true {
            let (taken, isClosed) = state.withLock { state in
                let taken = Array(state.waiting.prefix(limit))
                state.waiting.removeFirst(taken.count)
                return (taken, state.isClosed)
            }
            if !taken.isEmpty || isClosed { return taken }
            arrivals.wait()
        }
    }

    /// Takes no more work. What was taken before is still done, by the `threads` that wait here.
    package func close(threads: Int) {
        state.withLock { $0.isClosed = true }
        for _ in 0..<threads { arrivals.signal() }
    }
}
