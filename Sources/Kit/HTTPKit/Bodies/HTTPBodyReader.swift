internal import LockKit

/// The body of a request, read as it comes; see ``HTTPAdmission/stream(maxBytes:handler:)``.
///
/// It has one reader. While that does not read, the server takes no more than 128 KiB of the body from the client, who
/// has no deadline meanwhile. A client that asks whether to go on (`Expect: 100-continue`) is told so once the first
/// piece is awaited.
package final class HTTPBodyReader: AsyncSequence, Sendable {
    package typealias Failure = HTTPBodyError
    private let state: Mutex<BodyInbox>
    private let signal: @Sendable () -> Void

    /// - Parameter signal: called from any thread, outside of any lock, when a piece is awaited or was taken.
    init(signal: @escaping @Sendable () -> Void) {
        state = Mutex(BodyInbox())
        self.signal = signal
    }

    /// A body that is here already: what reads a stream can read it too.
    package init(_ body: [UInt8]) {
        var inbox = BodyInbox()
        _ = inbox.deliver(body, isLast: true)
        state = Mutex(inbox)
        signal = {}
    }

    /// Waits for one piece after the other. None of them is empty.
    package struct Iterator: AsyncIteratorProtocol {
        package typealias Failure = HTTPBodyError
        let reader: HTTPBodyReader

        /// The next piece, or `nil` at the body's end.
        /// - Throws: ``HTTPBodyError``: `clientIsGone`, `refused` or `cancelled`.
        package mutating func next() async throws(HTTPBodyError) -> [UInt8]? { try await reader.next() }
    }

    /// An iterator; all iterators of one reader share its body.
    package func makeAsyncIterator() -> Iterator { Iterator(reader: self) }

    private func next() async throws(HTTPBodyError) -> [UInt8]? {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (outcome, wakes) = state.withLock { $0.next(continuation) }
                if let outcome { continuation.resume(returning: outcome) }
                if wakes { signal() }
            }
        } onCancel: {
            state.withLock { $0.cancelWaiter() }?.resume(returning: .failed(.cancelled))
        }
        switch outcome {
        case .piece(let bytes): return bytes
        case .end: return nil
        case .failed(let error): throw error
        }
    }

    // MARK: The event loop's side

    /// How much waits here.
    var heldBytes: Int { state.withLock { $0.heldBytes } }

    /// Whether a piece is awaited; and whether one can be delivered.
    var demand: (isAwaited: Bool, hasRoom: Bool) { state.withLock { ($0.isAwaited, $0.hasRoom) } }

    /// Hands `bytes` to the reader; `isLast` says that nothing follows.
    func deliver(_ bytes: [UInt8], isLast: Bool) {
        if let (waiter, outcome) = state.withLock({ $0.deliver(bytes, isLast: isLast) }) {
            waiter.resume(returning: outcome)
        }
    }

    /// Nothing more comes.
    func fail(_ error: HTTPBodyError) {
        state.withLock { $0.fail(error) }?.resume(returning: .failed(error))
    }
}
