internal import LockKit
internal import TeamsModels

/// The store of a register, which another one can replace while writes go on: nothing that is written meanwhile is
/// lost, and nobody sees a store that does not hold everything yet.
final class ReplaceableStore: Sendable {
    private struct State {
        var store: any ConversationStore
        /// What was written since another store began to be filled; nil when none is.
        var written: Set<ConversationID>?
        /// How many writes run.
        var running = 0
        /// Whether writes wait for the other store to take over.
        var isHeld = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// Who waits for the writes that run.
        var drained: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>

    init(_ store: any ConversationStore) { state = Mutex(State(store: store)) }

    var current: any ConversationStore { state.withLock { $0.store } }

    /// Runs a write of `id` in the store that counts.
    func write<Value>(
        _ id: ConversationID, _ body: (any ConversationStore) async throws(ConversationStoreError) -> Value
    ) async throws(ConversationStoreError) -> Value {
        var store = begin(id)
        while store == nil {
            await withCheckedContinuation { join($0) }
            store = begin(id)
        }
        defer { end() }
        guard let store else { preconditionFailure("a write has begun without a store") }
        return try await body(store)
    }

    /// Copies everything into `other`, which counts from then on. Writes wait only for the copies of what was written
    /// while all else was copied.
    /// - Throws: what a store throws; then all stays as it is. ``ConversationStoreError/Code/busy`` when another one is
    ///   being filled.
    func move(to other: any ConversationStore) async throws(ConversationStoreError) {
        guard let old = start() else {
            throw ConversationStoreError(.busy, "What the app knows is being moved to another store already")
        }
        guard ObjectIdentifier(old as AnyObject) != ObjectIdentifier(other as AnyObject) else { return release(nil) }
        do {
            for try await page in old.pages() { try await Self.copy(page, to: other) }
            await hold()
            for id in state.withLock({ $0.written ?? [] }) {
                if let known = try await old.conversation(id) {
                    try await Self.copy([known], to: other)
                } else {
                    try await other.remove(id)
                }
            }
            release(other)
        } catch {
            release(nil)
            throw error as? ConversationStoreError ?? ConversationStoreError(.failed, "\(error)")
        }
    }

    /// Writes that wait at the same time become durable together.
    private static func copy(_ page: [KnownConversation], to other: any ConversationStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for known in page {
                group.addTask { try await other.update(known.id) { $0?.united(with: known) ?? known } }
            }
            try await group.waitForAll()
        }
    }

    private func begin(_ id: ConversationID) -> (any ConversationStore)? {
        state.withLock { state in
            guard !state.isHeld else { return nil }
            state.running += 1
            state.written?.insert(id)
            return state.store
        }
    }

    private func end() {
        state.withLock { state in
            state.running -= 1
            guard state.running == 0 else { return nil as CheckedContinuation<Void, Never>? }
            defer { state.drained = nil }
            return state.drained
        }?.resume()
    }

    private func join(_ writer: CheckedContinuation<Void, Never>) {
        let mayGo = state.withLock { state in
            if state.isHeld { state.waiting.append(writer) }
            return !state.isHeld
        }
        if mayGo { writer.resume() }
    }

    private func start() -> (any ConversationStore)? {
        state.withLock { state in
            guard state.written == nil else { return nil }
            state.written = []
            return state.store
        }
    }

    /// Lets no write begin, and returns when none runs.
    private func hold() async {
        await withCheckedContinuation { waiter in
            let isDrained = state.withLock { state in
                state.isHeld = true
                if state.running > 0 { state.drained = waiter }
                return state.running == 0
            }
            if isDrained { waiter.resume() }
        }
    }

    /// Ends a move: writes go on, into `store` if there is one.
    private func release(_ store: (any ConversationStore)?) {
        let writers = state.withLock { state in
            if let store { state.store = store }
            state.written = nil
            state.isHeld = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for writer in writers { writer.resume() }
    }
}
