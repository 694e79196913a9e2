internal import Foundation
internal import LockKit
public import ServiceKit
public import TeamsApp
internal import TeamsConnector
internal import TeamsModels

/// Tells people things: one person now, a channel every weekday at nine, three hundred thousand people by noon.
///
/// ```swift
/// let app = App(try .environment())
/// let notifications = try await Notifications(for: app, store: .sqlite("bot.db"))
/// try await notifications.notify(.everyone, about: "tides", .text("The tide turns at 14:10."))
/// try await app.run(alongside: notifications)
/// ```
/// What was accepted is durable: it goes out while ``run()`` runs, in this process or in the next one on the same
/// store.
public final class Notifications: Service, Sendable {
    /// The bot.
    public let app: App
    package let store: any NotificationStore
    package let time: Stopwatch
    package let wallClock: WallClock
    package let logger: Log
    let parts: NotificationParts
    let scheduler: Scheduler
    let triggers = TriggerDesk()
    let zones: ZoneWatch
    let retention: Retention?

    /// Joins the parts.
    /// - Parameter retention: how long the deliveries of what has ended are kept; nil for ever.
    package init(
        app: App, store: any NotificationStore, parts: NotificationParts, retention: Duration? = nil,
        clock: any Clock<Duration> = ContinuousClock(), wallClock: WallClock = .system
    ) {
        self.app = app
        self.store = store
        self.parts = parts
        self.wallClock = wallClock
        time = Stopwatch(clock)
        logger = app.logger.labelled("teams.notifications")
        scheduler = Scheduler(
            store: store, makeDeliveries: parts.makeDeliveries, wake: { parts.dispatcher.wake(nil) }, time: time,
            wallClock: wallClock, logger: logger, mayPlan: { parts.keeper?.mayPlan ?? true })
        parts.keeper?.onPlanning { [scheduler] in
            scheduler.poke()
            parts.installing?.poke()
        }
        zones = ZoneWatch(store: store, wake: { parts.dispatcher.wake(nil) }, time: time, logger: logger)
        self.retention = retention.map { [time, logger] age in
            Retention(store: store, age: age, time: time, wallClock: wallClock, logger: logger)
        }
    }

    /// The engine for a bot, with its store. From now on what the app knows of its conversations is kept in that store
    /// too.
    ///
    /// - Parameters:
    ///   - app: the bot.
    ///   - location: where notifications and conversations are kept; one process at a time has a file, several can
    ///     share a database of PostgreSQL.
    ///   - options: how it is set up beyond that.
    ///   - clock: measures pauses; the app's own, if that was given one.
    ///   - wallClock: tells when schedules are due; the app's own, if that was given one.
    /// - Throws: ``NotificationError/Code/configuration`` when the store cannot be opened or a template is wrong.
    public convenience init(
        for app: App, store location: NotificationStoreLocation, options: NotificationOptions = NotificationOptions(),
        clock: any Clock<Duration> = ContinuousClock(), wallClock: WallClock = .system
    ) async throws(NotificationError) {
        let store = try await Self.open(location, wallClock: wallClock)
        try await self.init(app: app, store: store, options: options, clock: clock, wallClock: wallClock)
    }

    /// Works until the task is cancelled or the process is told to end: plans what is due, sends what is planned, and
    /// follows the triggers. `app.run(alongside:)` calls it.
    public func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.triggers.run() }
            group.addTask { await self.zones.run() }
            group.addTask { await self.retention?.run() }
            group.addTask { await self.scheduler.run() }
            group.addTask { await self.parts.dispatcher.run() }
            if let installing = self.parts.installing { group.addTask { await installing.run() } }
        }
    }

    /// Takes no events and begins nothing from now on; ``run()`` returns when nothing is on the wire any more.
    public func beginShutdown() {
        triggers.beginShutdown()
        zones.beginShutdown()
        retention?.beginShutdown()
        scheduler.beginShutdown()
        parts.installing?.beginShutdown()
        parts.dispatcher.beginShutdown()
    }

    /// How the lanes do, by organisation.
    package var lanes: [LaneHealth] { parts.dispatcher.health }

    /// How the lanes do that are served here, and who serves the others, by organisation.
    package func lanesOfAll() async throws(NotificationStoreError) -> [LaneHealth] {
        var lanes = Dictionary(lanes.map { ($0.tenant, $0) }) { first, _ in first }
        for lease in try await store.leases?.all() ?? [] {
            guard let tenant = lease.name.tenant else { continue }
            lanes[tenant, default: LaneHealth(tenant: tenant)].lease = lease
        }
        return lanes.values.sorted { $0.tenant.rawValue < $1.tenant.rawValue }
    }

    /// What is wrong right now, for people; empty when all is well.
    package func problems() async -> [String] {
        var problems: [String] = []
        do {
            try await store.check()
        } catch {
            problems.append("the store cannot be written: \(error.message)")
        }
        if let problem = parts.dispatcher.storeProblem {
            problems.append("what is sent cannot be stored, or what is to be sent cannot be read: \(problem)")
        }
        if let problem = scheduler.problem { problems.append(problem) }
        for lane in lanes {
            if let problem = lane.problem { problems.append("organisation \(lane.tenant.rawValue): \(problem)") }
        }
        return problems
    }

    /// Runs a step of the store; its errors become the engine's.
    func stored<Value>(
        _ body: () async throws(NotificationStoreError) -> Value
    ) async throws(NotificationError) -> Value {
        do {
            return try await body()
        } catch {
            throw NotificationError(error)
        }
    }
}
