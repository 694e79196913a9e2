internal import JSONKit
internal import Synchronization

/// The live streams of the people who look at the page. Each stream gets what its person may see, in the one order in
/// which things happened.
final class StreamHub: Sendable {
    /// Frames that wait for a slow page; with one more the stream ends, and the page reads the history again.
    static let maxWaitingFrames = 4_096

    /// One page that listens.
    struct Subscription: Sendable {
        fileprivate let id: Int
        /// Frames as JSON text. Ends when the hub closes, or when the reader falls too far behind.
        let frames: AsyncStream<String>
    }

    private struct Listener {
        let person: String
        let continuation: AsyncStream<String>.Continuation
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var lastID = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Listens for what `person`, a handle, may see from now on.
    func subscribe(_ person: String) -> Subscription {
        let (frames, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingOldest(Self.maxWaitingFrames))
        let id = state.withLock { state in
            state.lastID += 1
            if state.isClosed {
                continuation.finish()
            } else {
                state.listeners[state.lastID] = Listener(person: person, continuation: continuation)
            }
            return state.lastID
        }
        return Subscription(id: id, frames: frames)
    }

    /// Stops listening.
    func cancel(_ subscription: Subscription) {
        let listener = state.withLock { $0.listeners.removeValue(forKey: subscription.id) }
        listener?.continuation.finish()
    }

    /// Gives `event` to the streams of `people`.
    func send(_ event: StreamEvent, to people: [String]) {
        state.withLock { state in
            guard !state.listeners.isEmpty else { return }
            let people = Set(people)
            var text: String?
            for (id, listener) in state.listeners where people.contains(listener.person) {
                let frame = text ?? JSONValue.object(event.json).text()
                text = frame
                if case .dropped = listener.continuation.yield(frame) {
                    listener.continuation.finish()
                    state.listeners[id] = nil
                }
            }
        }
    }

    /// Ends every stream, and those that come later.
    func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            defer { state.listeners.removeAll() }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.continuation.finish() }
    }
}
