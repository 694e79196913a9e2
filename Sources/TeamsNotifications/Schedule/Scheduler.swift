internal import Foundation
internal import LockKit
package import ServiceKit

/// Begins notifications whose time has come, and has what is begun planned, also what a process before left in the
/// middle of it.
///
/// It sleeps until the next one wakes, or until it is told that something has changed. The wall clock is looked at
/// again once a minute, in case somebody has set it.
package final class Scheduler: Sendable {
    private struct State {
        var planning: Set<NotificationID> = []
        /// Of those, what installs the app as well, and waits for Microsoft Graph for most of the time.
        var installing: Set<NotificationID> = []
        var failures: [NotificationID: Failure] = [:]
        var storeFailures = 0
        var isShuttingDown = false

        /// How many places are taken of those that are planned at once.
        var taken: Int { planning.count - min(installing.count, Scheduler.installingWidth) }
    }
    private struct Failure {
        var count = 0
        /// Not before then, on the stopwatch.
        var until = Duration.zero
        var problem = ""
    }

    private let store: any NotificationStore
    private let makeDeliveries: @Sendable (NotificationRecord) async throws -> Void
    private let wake: @Sendable () -> Void
    private let mayPlan: @Sendable () -> Bool
    private let time: Stopwatch
    private let wallClock: WallClock
    private let logger: Log
    private let bell = WakeBell()
    private let state = Mutex(State())

    /// So many are planned at once: a large audience must not hold up a small one.
    private static let width = 4
    /// And so many beside those that install the app meanwhile: they take minutes, and little else.
    private static let installingWidth = 12
    private static let longestSleep = Duration.seconds(60)

    /// - Parameters:
    ///   - makeDeliveries: plans a notification, from where it stands to its end.
    ///   - wake: told when there is something to send.
    ///   - mayPlan: whether this process is the one that plans.
    package init(
        store: any NotificationStore, makeDeliveries: @escaping @Sendable (NotificationRecord) async throws -> Void,
        wake: @escaping @Sendable () -> Void, time: Stopwatch, wallClock: WallClock, logger: Log,
        mayPlan: @escaping @Sendable () -> Bool = { true }
    ) {
        self.mayPlan = mayPlan
        self.store = store
        self.makeDeliveries = makeDeliveries
        self.wake = wake
        self.time = time
        self.wallClock = wallClock
        self.logger = logger
    }

    /// Works until ``beginShutdown()``. What is being planned then is left where it stands.
    package func run() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled, !state.withLock({ $0.isShuttingDown }) {
                let deadline = await lookAround { record in group.addTask { await self.begin(record) } }
                await bell.wait(until: deadline, on: time)
            }
            group.cancelAll()
        }
    }

    package func beginShutdown() {
        state.withLock { $0.isShuttingDown = true }
        bell.ring()
    }

    /// Something was accepted, or has changed.
    package func poke() { bell.ring() }

    /// Why notifications that are due are not planned, for people; nil when nothing is wrong.
    package var problem: String? {
        state.withLock { state in
            guard let (id, failure) = state.failures.min(by: { $0.key.rawValue < $1.key.rawValue }) else { return nil }
            return "notification \(id) cannot be planned: \(failure.problem)"
        }
    }

    /// Starts what is due, and tells when to look again at the latest, on the stopwatch; nil for when the bell rings.
    private func lookAround(_ start: (NotificationRecord) -> Void) async -> Duration? {
        // Another process plans; it pokes who is to take over.
        guard mayPlan() else { return nil }
        do {
            // What ends while the store is asked may stand in the answer as it was: it is left for the next look.
            let (busy, failing) = state.withLock { ($0.planning, $0.failures.count) }
            let now = wallClock.now
            let due = try await store.due(at: now, limit: busy.count + failing + 16)
            let begun = take(due.filter { !busy.contains($0.id) && $0.mayBegin(at: now) })
            for record in begun { start(record) }
            state.withLock { $0.storeFailures = 0 }
            if state.withLock({ $0.taken }) >= Self.width { return nil }
            return nextLook(try await store.nextWake(), lookedAt: now, hasBegun: !begun.isEmpty)
        } catch {
            let count = state.withLock { state in
                state.storeFailures += 1
                return state.storeFailures
            }
            if count == 1 { logger.error("Schedules stand still: the store cannot be read", ["error": "\(error)"]) }
            return time.elapsed + Self.pause(afterFailures: count)
        }
    }

    /// Of what is due, what can be begun now: the most urgent first.
    private func take(_ due: [NotificationRecord]) -> [NotificationRecord] {
        let now = time.elapsed
        return state.withLock { state in
            let free = due.filter { !state.planning.contains($0.id) && (state.failures[$0.id]?.until ?? now) <= now }
            let order = free.indices.sorted {
                (free[$0].request.priority.rank, $0) < (free[$1].request.priority.rank, $1)
            }
            let begun = order.prefix(max(0, Self.width - state.taken)).map { free[$0] }
            state.planning.formUnion(begun.map(\.id))
            state.installing.formUnion(begun.filter(\.request.installs).map(\.id))
            return begun
        }
    }

    /// When to look again, on the stopwatch. That is read before the wall clock: time that passes in between is not
    /// slept twice.
    private func nextLook(_ nextWake: Date?, lookedAt: Date, hasBegun: Bool) -> Duration? {
        let elapsed = time.elapsed
        let failures = state.withLock { $0.failures.values.map(\.until).min() }
        let wake = nextWake.map { elapsed + .seconds($0.timeIntervalSince(wallClock.now)) }
        guard let next = [wake, failures].compactMap({ $0 }).min() else { return nil }
        guard next <= elapsed, !hasBegun else { return min(max(next, elapsed), elapsed + Self.longestSleep) }
        // Its time has come since we looked; or it waits for the time before to be over, or is in trouble.
        let hasJustCome = nextWake.map { $0 > lookedAt } ?? false
        return hasJustCome ? elapsed : elapsed + .milliseconds(250)
    }

    /// Plans one notification; an occurrence that begins is stored before it is planned.
    private func begin(_ record: NotificationRecord) async {
        do {
            var record = record
            if record.state != .planning {
                let now = wallClock.now
                let begun = try await store.change(record.id, leftOver: .cancelled) { $0.beginOccurrence(at: now) }
                record = begun ?? record
            }
            if record.state == .planning { try await makeDeliveries(record) }
            await noteSuccess(record.id)
        } catch {
            await noteFailure(of: record.id, error)
        }
        state.withLock { state in
            state.planning.remove(record.id)
            state.installing.remove(record.id)
        }
        wake()
        bell.ring()
    }

    private func noteSuccess(_ id: NotificationID) async {
        guard let failure = state.withLock({ $0.failures.removeValue(forKey: id) }) else { return }
        _ = try? await store.change(id, leftOver: .cancelled) { record in
            if record.problem == failure.problem { record.problem = nil }
        }
    }

    private func noteFailure(of id: NotificationID, _ error: any Error) async {
        if Task.isCancelled || (error as? NotificationStoreError) == .plannedElsewhere { return }
        let now = time.elapsed
        let failure = state.withLock { state in
            var failure = state.failures[id] ?? Failure()
            failure.count += 1
            failure.until = now + Self.pause(afterFailures: failure.count)
            failure.problem = "\(error)"
            state.failures[id] = failure
            return failure
        }
        guard failure.count == 1 else { return }
        logger.error(
            "A notification cannot be planned, and is tried again", ["notification": "\(id)", "error": "\(error)"])
        _ = try? await store.change(id, leftOver: .cancelled) { $0.problem = failure.problem }
    }

    /// A quarter of a second, then twice as long each time, up to 30 seconds.
    static func pause(afterFailures count: Int) -> Duration {
        min(.milliseconds(250) * (1 << min(max(count - 1, 0), 7)), .seconds(30))
    }
}
