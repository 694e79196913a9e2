internal import LockKit

/// Holds answers up on the world's clock, until their time comes or nobody may be kept waiting any more.
final class AnswerDelays: Sendable {
    private struct State {
        var isClosed = false
        var last = 0
        /// Ends the wait of each that is held up.
        var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let clock: WorldClock
    private let state = Mutex(State())

    init(clock: WorldClock) { self.clock = clock }

    /// Returns when the clock shows `delay` from now; earlier when the task is cancelled, or at the end.
    func hold(for delay: Duration) async {
        guard delay > .zero else { return }
        let deadline = clock.now + delay
        let (isOver, end) = AsyncStream.makeStream(of: Void.self)
        let number: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.last += 1
            state.waiting[state.last] = end
            return state.last
        }
        guard let number else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [clock] in try? await clock.sleep(until: deadline) }
            group.addTask {
                for await _ in isOver {}
            }
            await group.next()
            group.cancelAll()
        }
        state.withLock { $0.waiting[number] = nil }
    }

    /// Lets go whoever is held up: the clock may never show their time, for a reset sets it back.
    func release() {
        for end in state.withLock({ Array($0.waiting.values) }) { end.finish() }
    }

    /// Holds nobody up any more.
    func close() {
        state.withLock { $0.isClosed = true }
        release()
    }
}
