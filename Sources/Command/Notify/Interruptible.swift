import ServiceKit

/// Work that a signal ends.
struct Interruptible: Service {
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let work: @Sendable () async throws -> Void
    private let farewell: @Sendable () -> CommandFailure

    /// - Parameter farewell: what is said when a signal came before the work was over.
    init(farewell: @escaping @Sendable () -> CommandFailure, work: @escaping @Sendable () async throws -> Void) {
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
        self.farewell = farewell
        self.work = work
    }

    func run() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return true
            }
            group.addTask {
                for await _ in signals { return false }
                return true  // cancelled
            }
            let isDone = try await group.next() ?? true
            group.cancelAll()
            while await group.nextResult() != nil {}
            if !isDone { throw farewell() }
        }
    }

    func beginShutdown() {
        signal.yield()
        signal.finish()
    }
}
