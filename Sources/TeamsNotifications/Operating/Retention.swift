internal import Foundation
internal import LockKit
internal import ServiceKit

/// Removes the deliveries of notifications that ended long ago, a few at a time and with pauses, so that what is being
/// sent hardly waits.
final class Retention: Sendable {
    /// Nobody is served by less: retries, edits and recalls need the deliveries.
    static let shortest: Duration = .seconds(86_400)
    /// How many are removed at once, and how long the store is left to others then.
    static let batch = 500
    static let pause: Duration = .milliseconds(200)
    /// How often it looks, and how soon again after the store failed.
    static let period: Duration = .seconds(3_600)
    static let failurePause: Duration = .seconds(60)

    private struct State {
        var removed = 0
        var isFailing = false
        var isEnding = false
    }
    private let store: any NotificationStore
    private let age: Duration
    private let time: Stopwatch
    private let wallClock: WallClock
    private let logger: Log
    private let state = Mutex(State())
    private let bell = WakeBell()

    /// - Parameter age: how long after its end a notification's deliveries are kept.
    init(store: any NotificationStore, age: Duration, time: Stopwatch, wallClock: WallClock, logger: Log) {
        self.store = store
        self.age = max(age, Self.shortest)
        self.time = time
        self.wallClock = wallClock
        self.logger = logger
    }

    /// How many deliveries it has removed.
    var removed: Int { state.withLock { $0.removed } }

    /// Works until ``beginShutdown()``.
    func run() async {
        while !Task.isCancelled, !state.withLock({ $0.isEnding }) {
            let rest = await step()
            await bell.wait(until: time.elapsed + rest, on: time)
        }
    }

    func beginShutdown() {
        state.withLock { $0.isEnding = true }
        bell.ring()
    }

    /// Removes some. - Returns: how long to rest before the next ones.
    func step() async -> Duration {
        do throws(NotificationStoreError) {
            let cut = wallClock.now.addingTimeInterval(-(age / .seconds(1)))
            let removal = try await store.removeDeliveries(endedBefore: cut, limit: Self.batch)
            state.withLock { state in
                state.removed += removal.deliveries
                state.isFailing = false
            }
            if removal.deliveries > 0 {
                logger.debug("Old deliveries were removed", ["count": "\(removal.deliveries)"])
            }
            return removal.hasMore ? Self.pause : Self.period
        } catch {
            let isNew = state.withLock { state in
                defer { state.isFailing = true }
                return !state.isFailing
            }
            if isNew { logger.warning("Old deliveries cannot be removed yet", ["error": "\(error)"]) }
            return Self.failurePause
        }
    }
}
