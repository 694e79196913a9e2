internal import ServiceKit

/// Moves what waits for somebody's local time when their zone changes.
final class ZoneWatch: Sendable {
    struct Move: Sendable, Hashable {
        /// The person, by the id in Microsoft Entra.
        var user: String
        var zone: String
    }
    private let moves: AsyncStream<Move>
    private let continuation: AsyncStream<Move>.Continuation
    private let store: any NotificationStore
    private let wake: @Sendable () -> Void
    private let time: Stopwatch
    private let logger: Log

    init(store: any NotificationStore, wake: @escaping @Sendable () -> Void, time: Stopwatch, logger: Log) {
        (moves, continuation) = AsyncStream.makeStream()
        self.store = store
        self.wake = wake
        self.time = time
        self.logger = logger
    }

    /// Notes that somebody's clock shows another zone. Returns at once.
    func note(_ move: Move) { continuation.yield(move) }

    /// Works until ``beginShutdown()``.
    func run() async {
        for await move in moves {
            var failures = 0
            while await !apply(move, failures) {
                failures += 1
                guard (try? await time.sleep(for: Scheduler.pause(afterFailures: failures))) != nil else { return }
            }
        }
    }

    func beginShutdown() { continuation.finish() }

    private func apply(_ move: Move, _ failures: Int) async -> Bool {
        do {
            try await store.reschedule(user: move.user) { record, due in
                record.request.schedule.dueAt(inZone: move.zone) ?? due
            }
            wake()
            return true
        } catch {
            if failures == 0 { logger.error("Local times cannot be moved yet", ["error": "\(error)"]) }
            return false
        }
    }
}
