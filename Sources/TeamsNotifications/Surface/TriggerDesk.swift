internal import LockKit

/// Runs the triggers that were given to the engine: those from before it runs and those that come later.
final class TriggerDesk: Sendable {
    typealias Trigger = @Sendable () async -> Void
    private let triggers: AsyncStream<Trigger>
    private let continuation: AsyncStream<Trigger>.Continuation

    init() {
        (triggers, continuation) = AsyncStream.makeStream()
    }

    func add(_ trigger: @escaping Trigger) { continuation.yield(trigger) }

    /// Works until ``beginShutdown()``; triggers that still run then are cancelled, and waited for.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await trigger in triggers { group.addTask { await trigger() } }
            group.cancelAll()
        }
    }

    func beginShutdown() { continuation.finish() }
}
