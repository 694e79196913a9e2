internal import LockKit
internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

/// A store of conversations whose file has room for the state too.
package protocol StateKeeping: Sendable {
    /// The state beside the conversations.
    var stateStore: any StateStore { get }
}

/// Where the app keeps its state, and what it forgets once it is removed from somewhere.
final class StateDesk: Sendable {
    private struct State {
        var given: (any StateStore)?
        var isWarned = false
        /// Where the bot is no more, whose state is still there.
        var left: [ConversationID: Account?] = [:]

        /// - Returns: whether it was said before.
        mutating func warn() -> Bool {
            defer { isWarned = true }
            return isWarned
        }
    }
    private let state = Mutex(State())
    private let memory = MemoryStateStore()
    private let register: ConversationRegister
    private let logger: Log

    init(beside register: ConversationRegister, logger: Log) {
        self.register = register
        self.logger = logger
        register.onChange { [weak self] change in self?.note(change) }
    }

    /// Keeps everything in `store` from now on. What was kept before stays where it is.
    func keep(in store: any StateStore) { state.withLock { $0.given = store } }

    /// Where state is kept: the store that was given, else the file of the conversations, else memory.
    var store: any StateStore {
        if let given = state.withLock({ $0.given }) { return given }
        if let keeping = register.store as? any StateKeeping { return keeping.stateStore }
        return memory
    }

    /// The values of `owner`. Warns once when they end with the process and nobody said that they may.
    func values(of owner: StateOwner) -> KeptState {
        let store = store
        if store as AnyObject === memory, !state.withLock({ $0.warn() }) {
            logger.warning(
                "State is kept in memory and ends with the process: set CONVERSATIONS_FILE, or call app.keepState(in:)")
        }
        return KeptState(owner, in: store)
    }

    /// Forgets what belongs to the conversations that the bot was removed from, now that their last turn is over.
    func forgetLeft() async {
        let left = state.withLock { state in
            guard !state.left.isEmpty else { return [:] as [ConversationID: Account?] }
            defer { state.left = [:] }
            return state.left
        }
        for (id, person) in left {
            let store = store
            do {
                // A bot that was installed again meanwhile keeps what it has.
                if try await register.store.conversation(id)?.uninstalledAt == nil { continue }
                try await store.removeAll(in: id)
                if let person = person?.id { try await store.removeAll(of: .person(person)) }
            } catch {
                logger.error(
                    "The state of a conversation that the bot has left could not be removed",
                    ["conversation": "\(id)", "error": "\(error)"])
            }
        }
    }

    private func note(_ change: ConversationChange) {
        guard let after = change.after, after.uninstalledAt != nil, change.before?.uninstalledAt == nil else { return }
        let person = after.reference.isPersonal ? after.person : nil
        state.withLock { $0.left[change.id.base] = .some(person) }
    }
}
