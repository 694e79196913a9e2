internal import LockKit
internal import ServiceKit
internal import TeamsModels

/// Gets and renews the leases of this process, and tells who works by them what is theirs to do. The time is the
/// machine's own, whatever the world's clock shows.
final class LeaseKeeper: Sendable {
    /// Who works by the leases.
    struct Duties: Sendable {
        /// Settles what processes before had begun in these lanes; false when it is not to be done now.
        let settle: @Sendable (Set<TenantID>) async -> Bool
        /// These lanes may be served.
        let serve: @Sendable (Set<TenantID>) -> Void
        /// This lane is served by another process from now on, or soon.
        let stop: @Sendable (TenantID) -> Void
        /// Others have told something, or may have.
        let look: @Sendable () -> Void
    }

    private struct State {
        var desk = LeaseDesk()
        var isEnding = false
    }

    /// So often leases are renewed, of those that last ten seconds.
    private static let pause: Duration = .seconds(2)

    private let leases: any LaneLeases
    private let time = Stopwatch(ContinuousClock())
    private let logger: Log
    private let state = Mutex(State())
    private let bell = WakeBell()
    private let onPlanning = Mutex<(@Sendable () -> Void)?>(nil)

    init(_ leases: any LaneLeases, logger: Log) {
        self.leases = leases
        self.logger = logger
    }

    /// Whether this process plans what is due.
    var mayPlan: Bool { state.withLock { $0.desk.isHeld(.planning, at: time.elapsed) } }

    /// Has `body` called when this process begins to plan, and from time to time.
    func onPlanning(_ body: @escaping @Sendable () -> Void) { onPlanning.withLock { $0 = body } }

    /// Until when requests may go out for a lane; nil when none may.
    func end(of tenant: TenantID) -> ContinuousClock.Instant? {
        let now = time.elapsed
        let end = state.withLock { $0.desk.end(of: .lane(tenant)) }
        return end.flatMap { $0 > now ? ContinuousClock.now + ($0 - now) : nil }
    }

    /// Whether a lane can begin: it is held, and settled.
    func isReady(_ tenant: TenantID) -> Bool {
        state.withLock { $0.desk.isReady(.lane(tenant), at: time.elapsed) }
    }

    /// All lanes that have work that is due.
    func want(_ tenants: [TenantID]) {
        let names = Set(tenants.map { LeaseName.lane($0) })
        let isNews = state.withLock { state in
            let before = state.desk.names(at: time.elapsed)
            state.desk.want(names)
            return !names.isSubset(of: before)
        }
        if isNews { bell.ring() }
    }

    /// A lane has work.
    func want(_ tenant: TenantID) {
        if state.withLock({ $0.desk.want(.lane(tenant)) }) { bell.ring() }
    }

    /// A lane has nothing to do any more here.
    func ended(_ tenant: TenantID) {
        state.withLock { $0.desk.end(.lane(tenant)) }
        bell.ring()
    }

    /// Lets go of everything, and has ``run(_:)`` return.
    func end() {
        state.withLock { $0.isEnding = true }
        bell.ring()
    }

    func run(_ duties: Duties) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await _ in self.leases.news() {
                    duties.look()
                    self.plan()
                }
            }
            var hasFailed = false
            while !Task.isCancelled, !state.withLock({ $0.isEnding }) {
                let now = time.elapsed
                var next = now + Self.pause
                do throws(NotificationStoreError) {
                    let (given, names) = state.withLock { ($0.desk.takeGiven(), $0.desk.names(at: now)) }
                    if !given.isEmpty { try await leases.release(given) }
                    let report = try await leases.hold(names)
                    if let end = report.othersEnd { next = min(next, time.elapsed + end + .milliseconds(50)) }
                    if hasFailed { logger.notice("Leases can be renewed again") }
                    hasFailed = false
                    for lanes in take(report, askedAt: now, duties) {
                        group.addTask { await self.begin(lanes, duties) }
                    }
                } catch {
                    if !hasFailed { logger.error("Leases cannot be renewed", ["error": "\(error)"]) }
                    hasFailed = true
                    next = time.elapsed + .milliseconds(500)
                    tell(state.withLock { $0.desk.expire(at: time.elapsed) }, duties)
                }
                await bell.wait(until: next, on: time)
                // What others told may have got lost.
                duties.look()
                plan()
            }
            let held = state.withLock { $0.desk.held.union($0.desk.takeGiven()) }
            try? await leases.release(held)
            group.cancelAll()
        }
    }

    /// - Returns: lanes that are new.
    private func take(_ report: LeaseReport, askedAt: Duration, _ duties: Duties) -> [Set<TenantID>] {
        let now = time.elapsed
        let (new, lost, surplus) = state.withLock { state in
            let (new, lost) = state.desk.take(report, askedAt: askedAt, length: leases.length)
            state.desk.settled(new.filter { $0.tenant == nil })
            return (new, lost, report.surplus > 0 ? state.desk.handOver(report.surplus, at: now) : [])
        }
        tell(lost.union(surplus), duties)
        if new.contains(.planning) { plan() }
        let lanes = Set(new.compactMap(\.tenant))
        return lanes.isEmpty ? [] : [lanes]
    }

    private func begin(_ lanes: Set<TenantID>, _ duties: Duties) async {
        guard await duties.settle(lanes) else { return }
        state.withLock { $0.desk.settled(Set(lanes.map { .lane($0) })) }
        duties.serve(lanes)
    }

    private func tell(_ lost: Set<LeaseName>, _ duties: Duties) {
        for tenant in lost.compactMap(\.tenant) { duties.stop(tenant) }
    }

    private func plan() {
        guard mayPlan else { return }
        onPlanning.withLock { $0 }?()
    }
}
