internal import LockKit
public import TeamsModels

/// Keeps the newest messages in memory, until the process ends: for tests, and for bots that forget.
public final class MemorySentMessageStore: SentMessageStore {
    private struct Key: Hashable {
        let conversation: ConversationID
        let id: ActivityID
    }

    private struct State {
        var messages: [Key: (message: KeptMessage, number: Int)] = [:]
        /// The keys in the order of their first keeping, and the number of the first; forgotten ones stay until their
        /// turn comes.
        var order: [Key] = []
        var first = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// - Parameter capacity: how many messages it holds; the oldest goes when another comes. At least 1.
    public init(capacity: Int = 10_000) { self.capacity = max(1, capacity) }

    public func keep(_ message: KeptMessage) async {
        let key = Key(conversation: message.conversation.base, id: message.id)
        state.withLock { state in
            if let known = state.messages[key] {
                state.messages[key] = (message, known.number)
                return
            }
            state.messages[key] = (message, state.first + state.order.count)
            state.order.append(key)
            // The queue is cut in large pieces, so that each message costs the same.
            var passed = 0
            while state.messages.count > capacity || state.order.count - passed > 2 * capacity {
                let number = state.first + passed
                if state.messages[state.order[passed]]?.number == number { state.messages[state.order[passed]] = nil }
                passed += 1
            }
            state.order.removeFirst(passed)
            state.first += passed
        }
    }

    public func message(_ id: ActivityID, in conversation: ConversationID) async -> KeptMessage? {
        state.withLock { $0.messages[Key(conversation: conversation.base, id: id)]?.message }
    }

    public func remove(_ id: ActivityID, in conversation: ConversationID) async {
        state.withLock { $0.messages[Key(conversation: conversation.base, id: id)] = nil }
    }
}
