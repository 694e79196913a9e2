internal import LockKit

/// Runs what is to be done about one person one after the other, and what is about others beside it.
final class PersonQueue: Sendable {
    private struct State {
        var lastNumber = 0
        var tails: [String: (number: Int, task: Task<Void, Never>)] = [:]
    }

    private let state = Mutex(State())

    func run<Value: Sendable>(
        for person: String, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let work = state.withLock { state -> Task<Value, any Error> in
            state.lastNumber += 1
            let number = state.lastNumber
            let before = state.tails[person]?.task
            // Awaited below by its caller, and by whoever comes next: a caller that gives up must not let the next one
            // overtake what it began.
            let work = Task {
                await before?.value
                return try await body()
            }
            let tail = Task {
                _ = await work.result
                self.leave(person, number)
            }
            state.tails[person] = (number, tail)
            return work
        }
        return try await work.value
    }

    private func leave(_ person: String, _ number: Int) {
        state.withLock { state in
            if state.tails[person]?.number == number { state.tails[person] = nil }
        }
    }
}
