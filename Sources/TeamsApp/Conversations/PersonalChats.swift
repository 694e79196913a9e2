internal import LockKit
internal import TeamsModels

/// Opens each chat once, however many ask for it at the same time.
final class PersonalChats: Sendable {
    private struct Flight {
        let number: Int
        let task: Task<ConversationReference, any Error>
        var waiting = 1
    }
    private struct State {
        var flights: [String: Flight] = [:]
        var lastNumber = 0
    }

    private let state = Mutex(State())

    /// What `open` returns, or what it returns to somebody who asked for `key` before and still waits.
    func one(
        _ key: String, _ open: @escaping @Sendable () async throws -> ConversationReference
    ) async throws -> ConversationReference {
        let flight = join(key, open)
        return try await withTaskCancellationHandler {
            try await flight.task.value
        } onCancel: {
            leave(key, flight.number)
        }
    }

    private func join(_ key: String, _ open: @escaping @Sendable () async throws -> ConversationReference) -> Flight {
        state.withLock { state in
            if var flight = state.flights[key] {
                flight.waiting += 1
                state.flights[key] = flight
                return flight
            }
            state.lastNumber += 1
            let number = state.lastNumber
            // Belongs to all who wait for it: it is cancelled when the last of them is, and ends by the request's
            // time-outs.
            let task = Task {
                defer { self.end(key, number) }
                return try await open()
            }
            let flight = Flight(number: number, task: task)
            state.flights[key] = flight
            return flight
        }
    }

    private func leave(_ key: String, _ number: Int) {
        let abandoned = state.withLock { state -> Task<ConversationReference, any Error>? in
            guard let flight = state.flights[key], flight.number == number else { return nil }
            state.flights[key]?.waiting -= 1
            guard flight.waiting == 1 else { return nil }
            state.flights[key] = nil  // who comes now begins anew
            return flight.task
        }
        abandoned?.cancel()
    }

    private func end(_ key: String, _ number: Int) {
        state.withLock { state in
            if state.flights[key]?.number == number { state.flights[key] = nil }
        }
    }
}
