internal import LockKit

/// One open WebSocket, as the server's side of it.
///
/// Its methods may be called from anywhere, and several at once; ``messages`` has one reader.
package final class WebSocket: Sendable {
    /// What a peer sends.
    package enum Message: Sendable, Hashable {
        /// Text.
        case text(String)
        /// Bytes.
        case binary([UInt8])
    }

    /// What the socket wants of its event loop.
    enum Signal {
        /// There is something to send.
        case output
        /// There is room for messages again.
        case input
    }

    private let state: Mutex<WebSocketMailbox>
    private let signal: @Sendable (Signal) -> Void

    /// - Parameters:
    ///   - maxQueuedBytes: how much may wait for the peer.
    ///   - signal: called from any thread, outside of any lock.
    init(maxQueuedBytes: Int, signal: @escaping @Sendable (Signal) -> Void) {
        state = Mutex(WebSocketMailbox(maxQueuedBytes: maxQueuedBytes))
        self.signal = signal
    }

    /// The messages of the peer, in order. Ends when the socket closes, for whatever reason.
    ///
    /// A reader that falls behind makes the server stop reading from the peer.
    package var messages: Messages { Messages(socket: self) }

    /// Why the socket closed, as a code of RFC 6455; `nil` while it is open. 1005 when the peer gave none, 1006 when
    /// the connection broke.
    package var closeCode: UInt16? { state.withLock { $0.closing?.code } }

    /// Sends text. Returns once it is queued; the order of calls is the order on the wire.
    /// - Throws: ``WebSocketError`` when the socket is closed, or the peer so slow that it is closed for it.
    package func send(text: String) async throws(WebSocketError) {
        try queue(WebSocketFrame.write(.text, text.utf8))
    }

    /// Sends bytes, as ``send(text:)`` does text.
    package func send(binary: [UInt8]) async throws(WebSocketError) {
        try queue(WebSocketFrame.write(.binary, binary))
    }

    /// Closes the socket after what is queued; ``messages`` ends at once. Without effect when it is closed already.
    /// - Parameters:
    ///   - code: 1000 to 1014 as far as RFC 6455 lets them be sent, or 3000 to 4999; any other counts as 1000.
    ///   - reason: for the peer's log, cut at 123 bytes.
    package func close(code: UInt16 = 1000, reason: String = "") async {
        begin(WebSocketClosing(WebSocketClosing.isValid(code) ? code : WebSocketClosing.normal, reason))
    }

    /// The messages of a peer; see ``WebSocket/messages``.
    package struct Messages: AsyncSequence, Sendable {
        let socket: WebSocket
        /// An iterator; all iterators of one socket share its messages.
        package func makeAsyncIterator() -> Iterator { Iterator(socket: socket) }

        /// Waits for one message after the other.
        package struct Iterator: AsyncIteratorProtocol {
            let socket: WebSocket
            /// The next message, or `nil` once the socket is closed or the task cancelled.
            package mutating func next() async -> Message? { await socket.next() }
        }
    }

    // MARK: The reader's side

    private func next() async -> Message? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (outcome, hasRoom) = state.withLock { $0.next(continuation) }
                if let outcome { continuation.resume(returning: outcome.message) }
                if hasRoom { signal(.input) }
            }
        } onCancel: {
            state.withLock { $0.cancelWaiter() }?.resume(returning: nil)
        }
    }

    private func queue(_ frame: [UInt8]) throws(WebSocketError) {
        let result = state.withLock { $0.queue(frame) }
        if result.wakes { signal(.output) }
        if let error = result.error { throw error }
    }

    private func begin(_ closing: WebSocketClosing) {
        let (waiter, wakes) = state.withLock { $0.close(closing) }
        waiter?.resume(returning: nil)
        if wakes { signal(.output) }
    }

    // MARK: The event loop's side

    /// Whether the reader is so far behind that nothing more should be read.
    var isFull: Bool { state.withLock { $0.isFull } }

    /// How much memory waits here, both ways.
    var heldBytes: Int { state.withLock { $0.heldBytes } }

    /// Hands `message` to the reader.
    func deliver(_ message: Message) {
        state.withLock { $0.deliver(message) }?.resume(returning: message)
    }

    /// The frames to send, and the closing that follows them.
    func takeOutput() -> (frames: [[UInt8]], closing: WebSocketClosing?) { state.withLock { $0.takeOutput() } }

    /// How much of what was taken is not written yet.
    func note(unwrittenBytes: Int) { state.withLock { $0.unwrittenBytes = unwrittenBytes } }

    /// The connection closes or is closed: nothing more comes in or goes out.
    /// - Returns: whether this is news, and no task has closed the socket before.
    @discardableResult
    func finish(_ closing: WebSocketClosing) -> Bool {
        let (waiter, isNews) = state.withLock { $0.close(closing) }
        waiter?.resume(returning: nil)
        return isNews
    }
}
