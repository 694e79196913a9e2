internal import LockKit

/// Where a handler writes the body of its answer, piece by piece; see
/// ``HTTPReply/stream(status:fields:length:write:)``.
///
/// May be used from any task. Pieces of several tasks that write at once mix, in parts of at most 64 KiB.
package final class HTTPBodyWriter: Sendable {
    private let state = Mutex(BodyOutbox())
    private let signal: @Sendable () -> Void

    /// - Parameter signal: called from any thread, outside of any lock, when there is something to take.
    init(signal: @escaping @Sendable () -> Void) { self.signal = signal }

    /// Sends `bytes` after those of all earlier calls. Returns once no more than 64 KiB wait for the client, so that a
    /// slow one slows its writer.
    /// - Throws: ``HTTPBodyError``: `clientIsGone`, `cancelled`, or `ended` after the handler's end.
    package func write(_ bytes: [UInt8]) async throws(HTTPBodyError) {
        var start = 0
        while start < bytes.count {
            let end = min(start + BodyOutbox.maxPieceBytes, bytes.count)
            try await write(bytes[start..<end])
            start = end
        }
    }

    /// Sends `text` in UTF-8, as ``write(_:)`` does bytes.
    package func write(_ text: String) async throws(HTTPBodyError) { try await write(Array(text.utf8)) }

    private func write(_ piece: ArraySlice<UInt8>) async throws(HTTPBodyError) {
        let (answer, wakes) = state.withLock { $0.queue(piece) }
        if wakes { signal() }
        var failure: HTTPBodyError?
        switch answer {
        case .goOn: break
        case .failed(let error): failure = error
        case .wait(let ticket): failure = await room(ticket)
        }
        if let failure { throw failure }
    }

    private func room(_ ticket: Int) async -> HTTPBodyError? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { $0.wait(ticket, continuation) }
                if let answer { continuation.resume(returning: answer.error) }
            }
        } onCancel: {
            state.withLock { $0.cancel(ticket) }?.resume(returning: .cancelled)
        }
    }

    // MARK: The event loop's side

    /// How much waits here.
    var heldBytes: Int { state.withLock { $0.queuedBytes } }

    /// The pieces that wait, which are gone from here.
    func takePieces() -> [ArraySlice<UInt8>] { state.withLock { $0.takePieces() } }

    /// How much of what was taken is not written yet.
    func note(unwrittenBytes: Int) {
        for waiter in state.withLock({ $0.note(unwrittenBytes: unwrittenBytes) }) { waiter.resume(returning: nil) }
    }

    /// Nothing more is taken.
    func fail(_ error: HTTPBodyError) {
        for waiter in state.withLock({ $0.fail(error) }) { waiter.resume(returning: error) }
    }
}
