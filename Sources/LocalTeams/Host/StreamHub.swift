internal import JSONKit
internal import LockKit

/// The live streams of the people who look at the page. Each stream gets what its person may see, in the one order in
/// which things happened.
final class StreamHub: Sendable {
    /// Frames that wait for a slow page; with one more the stream ends, and the page reads the history again.
    static let maxWaitingFrames = 4_096
    /// What the frames that wait for one page weigh at most, in bytes.
    static let maxWaitingBytes = 8 << 20
    /// Pages that listen at most, in all and as one person.
    static let maxListeners = 1_000
    static let maxListenersOfOne = 100

    /// One page that listens, for as long as anyone holds this.
    final class Subscription: Sendable {
        private let id: Int
        private let hub: StreamHub
        /// Frames as JSON text. Ends when the hub closes, or when the reader falls too far behind.
        private let frames: AsyncStream<String>

        fileprivate init(id: Int, hub: StreamHub, frames: AsyncStream<String>) {
            self.id = id
            self.hub = hub
            self.frames = frames
        }

        deinit { hub.cancel(id) }

        /// Gives each frame to `body`, until the stream ends or `body` throws. Called once.
        func read(_ body: (String) async throws -> Void) async rethrows {
            for await frame in frames {
                hub.took(frame, id)
                try await body(frame)
            }
        }
    }

    private struct Listener {
        let person: Handle
        let continuation: AsyncStream<String>.Continuation
        var waitingBytes = 0
    }

    private struct State {
        var listeners: [Int: Listener] = [:]
        var lastID = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    /// How many pages listen.
    var count: Int { state.withLock { $0.listeners.count } }

    /// Listens for what `person`, a handle, may see from now on.
    /// - Throws: 429 when too many pages listen already.
    func subscribe(_ person: Handle) throws(Refusal) -> Subscription {
        let (frames, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingOldest(Self.maxWaitingFrames))
        let id = state.withLock { state -> Int? in
            let own = state.listeners.values.count { $0.person == person }
            guard state.listeners.count < Self.maxListeners, own < Self.maxListenersOfOne else { return nil }
            state.lastID += 1
            if state.isClosed {
                continuation.finish()
            } else {
                state.listeners[state.lastID] = Listener(person: person, continuation: continuation)
            }
            return state.lastID
        }
        guard let id else {
            throw Refusal(
                status: 429, code: "TooManyRequests",
                message: "Too many pages listen already: close some, and come again.")
        }
        return Subscription(id: id, hub: self, frames: frames)
    }

    private func cancel(_ id: Int) {
        let listener = state.withLock { $0.listeners.removeValue(forKey: id) }
        listener?.continuation.finish()
    }

    private func took(_ frame: String, _ id: Int) {
        state.withLock { $0.listeners[id]?.waitingBytes -= frame.utf8.count }
    }

    /// Gives `event` to the streams of `people`. Called for one event at a time.
    func send(_ event: StreamEvent, to people: [Handle]) {
        let listening = state.withLock { state in
            state.listeners.isEmpty ? [] : Set(state.listeners.values.map(\.person))
        }
        let hearing = listening.isEmpty ? [] : listening.intersection(people)
        guard !hearing.isEmpty else { return }
        let frame = JSONValue.object(event.json).text()
        let size = frame.utf8.count
        state.withLock { state in
            for (id, listener) in state.listeners where hearing.contains(listener.person) {
                state.listeners[id]?.waitingBytes += size
                var isTooSlow = listener.waitingBytes + size > Self.maxWaitingBytes && listener.waitingBytes > 0
                if !isTooSlow, case .dropped = listener.continuation.yield(frame) { isTooSlow = true }
                guard isTooSlow else { continue }
                listener.continuation.finish()
                state.listeners[id] = nil
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
