internal import Dispatch
internal import LockKit

/// The body of a read or a write, waiting for its turn on a thread of the database.
protocol Work: Sendable {
    /// Runs the body and keeps what came of it. Returns whether it succeeded.
    func run(on connection: borrowing Connection) -> Bool
    /// Answers who waits: with what came of the body, or with `failure` when that was lost.
    func finish(_ failure: StoreError?)
}

/// Sendable although it changes: the thread that takes it from the queue is the only one to touch `outcome`.
final class Body<Value: Sendable>: Work, @unchecked Sendable {
    private let body: @Sendable (borrowing Connection) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private var outcome: Result<Value, any Error>?

    init(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value,
        _ continuation: CheckedContinuation<Value, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(on connection: borrowing Connection) -> Bool {
        do {
            outcome = .success(try body(connection))
            return true
        } catch {
            outcome = .failure(error)
            return false
        }
    }

    func finish(_ failure: StoreError?) {
        switch (outcome, failure) {
        case (.failure(let error)?, _): continuation.resume(throwing: error)
        case (_, let error?): continuation.resume(throwing: error)
        case (.success(let value)?, nil): continuation.resume(returning: value)
        case (nil, nil): preconditionFailure("finished before it ran")
        }
    }
}

/// Work that waits, for one or several threads.
final class WorkQueue: Sendable {
    private struct State {
        var waiting: [any Work] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    /// Adds work, unless the queue is closed.
    func submit(_ work: any Work) {
        let isTaken = state.withLock { state in
            if !state.isClosed { state.waiting.append(work) }
            return !state.isClosed
        }
        if isTaken { arrivals.signal() } else { work.finish(StoreError(.closed, "the database is closed")) }
    }

    /// Takes up to `limit` pieces in order, and waits for the first. Empty once the queue is closed and all is taken.
    func take(upTo limit: Int) -> [any Work] {
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
    func close(threads: Int) {
        state.withLock { $0.isClosed = true }
        for _ in 0..<threads { arrivals.signal() }
    }
}
