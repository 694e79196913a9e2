import LockKit

/// Every request that reached the sink, in the order of arrival. Nothing is ever changed but the answer's status.
final class SinkLog: Sendable {
    private struct Entry {
        var arrived: Int64
        var answered: Int64 = 0
        var operation: SinkCall.Operation
        var conversation: String
        var message: String
        var status = 0
        /// Whether the message stands, changed or is gone from then on, whatever was answered.
        var isDone: Bool
        var text: String
    }

    private struct State {
        var entries: [Entry] = []
        var messages = 0
    }

    private let start = ContinuousClock.now
    private let state = Mutex(State())

    var count: Int { state.withLock { $0.entries.count } }

    /// - Returns: the entry's number and the id of the message, or of the chat.
    func arrived(_ call: SinkCall, isDone: Bool) -> (entry: Int, id: String) {
        let at = elapsed
        return state.withLock { state in
            var id = call.message
            if call.operation == .create { id = "a:opened-\(call.conversation)" }
            if call.operation == .send {
                state.messages += 1
                id = String(1_700_000_000_000 + state.messages)
            }
            state.entries.append(
                Entry(
                    arrived: at, operation: call.operation, conversation: call.conversation, message: id,
                    isDone: isDone, text: call.text))
            return (state.entries.count - 1, id)
        }
    }

    func answered(_ entry: Int, status: Int) {
        let at = elapsed
        state.withLock { state in
            guard state.entries.indices.contains(entry) else { return }
            state.entries[entry].answered = at
            state.entries[entry].status = status
        }
    }

    func clear() { state.withLock { $0.entries = [] } }

    /// Lines of `arrived answered operation conversation message status done text`, tabs between them; times in
    /// microseconds since the sink began, status 0 for what has no answer yet.
    func text(after: Int) -> [UInt8] {
        let entries = state.withLock { Array($0.entries.dropFirst(after)) }
        var text: [UInt8] = []
        text.reserveCapacity(entries.count * 100)
        for entry in entries {
            let flat = entry.text.map { $0 == "\t" || $0.isNewline ? " " : $0 }
            let line =
                "\(entry.arrived)\t\(entry.answered)\t\(entry.operation.rawValue)\t\(entry.conversation)\t"
                + "\(entry.message)\t\(entry.status)\t\(entry.isDone ? 1 : 0)\t"
            text += line.utf8
            text += String(flat).utf8
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    /// Microseconds since the sink began.
    var elapsed: Int64 {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
}
