import LockKit

@testable import HTTPKit

/// Takes what a stream writes as fast as it comes, as an event loop with a fast client does.
final class StreamedBody: Sendable {
    private let taken = Mutex<[UInt8]>([])
    private let writer = Mutex<HTTPBodyWriter?>(nil)

    /// All that `write` writes; what it wrote before it threw.
    func bytes(_ write: @Sendable (HTTPBodyWriter) async throws -> Void) async -> [UInt8] {
        let writer = HTTPBodyWriter { [self] in take() }
        self.writer.withLock { $0 = writer }
        try? await write(writer)
        take()
        self.writer.withLock { $0 = nil }
        return taken.withLock { $0 }
    }

    private func take() {
        guard let writer = writer.withLock({ $0 }) else { return }
        let pieces = writer.takePieces()
        taken.withLock { taken in
            for piece in pieces { taken += piece }
        }
        writer.note(unwrittenBytes: 0)
    }
}
