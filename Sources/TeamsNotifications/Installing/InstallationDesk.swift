internal import Foundation
internal import JSONKit
internal import LockKit
internal import ServiceKit
internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

/// Does the jobs of installing, one after the other: they share one allowance anyway. A process that ends goes on where
/// it stopped, when it comes up again.
package final class InstallationDesk: Sendable {
    private struct State {
        var isShuttingDown = false
        /// The job that is under way, as it is known right now.
        var current: InstallationJob?
        /// How often in a row the store was in trouble.
        var failures = 0
    }

    /// Whether this process is the one that does the jobs.
    private let mayWork: @Sendable () -> Bool
    private let book: InstallationBook
    private let crew: InstallationCrew
    private let graph: GraphClient
    private let time: Stopwatch
    private let wallClock: WallClock
    private let logger: Log
    private let ids: NotificationIDMaker
    private let bell = WakeBell()
    private let state = Mutex(State())

    init(
        store: any NotificationStore, installer: AppInstaller, time: Stopwatch, wallClock: WallClock, logger: Log,
        mayWork: @escaping @Sendable () -> Bool = { true }
    ) {
        self.mayWork = mayWork
        book = InstallationBook(store: store)
        crew = InstallationCrew(installer: installer)
        graph = installer.app.connector.graph
        self.time = time
        self.wallClock = wallClock
        self.logger = logger
        ids = NotificationIDMaker(wallClock: wallClock)
    }

    // MARK: What is asked of it

    /// Takes a job: when this returns, it is durable.
    func accept(_ wish: InstallationWish) async throws(NotificationError) -> InstallationJob {
        var seen: Set<InstallationTarget> = []
        let targets = wish.targets.filter { seen.insert($0).inserted }
        var job = InstallationJob(
            id: ids.next().rawValue,
            source: wish.isEveryone
                ? .everyone(filter: wish.filter) : .listed(parts: InstallationBook.parts(of: targets.count)),
            tenant: wish.tenant, createdAt: wallClock.now)
        job.counts.waiting = targets.count
        do throws(NotificationStoreError) { try await book.add(job, targets) } catch { throw NotificationError(error) }
        bell.ring()
        return job
    }

    /// A job as it is right now; nil when there is none.
    func job(_ id: String) async throws(NotificationStoreError) -> InstallationJob? {
        if let current = state.withLock({ $0.current }), current.id == id { return current }
        return try await book.job(id)
    }

    /// All jobs, the newest first.
    func jobs() async throws(NotificationStoreError) -> [InstallationJob] {
        let current = state.withLock { $0.current }
        return try await book.jobs().reversed().map { $0.id == current?.id ? current ?? $0 : $0 }
    }

    /// What failed, in the order of the list: of a few parts, and where the next ones begin.
    func failures(
        of job: InstallationJob, after place: Int, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<InstallationBook.Failure> {
        var page = StorePage<InstallationBook.Failure>(items: [])
        var offset = place % Self.placesOfPart
        var part = place / Self.placesOfPart
        while part < job.done {
            let found = try await book.failures(of: job.id, part: part).dropFirst(offset)
            let room = limit - page.items.count
            page.items += found.prefix(room)
            if found.count > room {
                page.next = "\(part * Self.placesOfPart + offset + room)"
                break
            }
            offset = 0
            part += 1
        }
        return page
    }

    /// In a number that says where a page begins: more than a part has.
    private static let placesOfPart = 1_000

    // MARK: Work

    /// Works until ``beginShutdown()``. What is under way then is done again by whoever comes next.
    func run() async {
        while !isOver {
            do {
                if mayWork(), let job = try await book.jobs().first(where: { $0.state == .installing }) {
                    try await finish(job)
                    state.withLock { $0.failures = 0 }
                } else {
                    await bell.wait(on: time)
                }
            } catch is CancellationError {
                if isOver { return }
            } catch {
                let failures = state.withLock { state in
                    state.failures += 1
                    return state.failures
                }
                if failures == 1 {
                    logger.error("Installing stands still, and is tried again", ["error": "\(error)"])
                }
                await bell.wait(until: time.elapsed + Scheduler.pause(afterFailures: failures), on: time)
            }
        }
    }

    func beginShutdown() {
        state.withLock { $0.isShuttingDown = true }
        bell.ring()
    }

    /// Looks whether there is something to do.
    func poke() { bell.ring() }

    /// Whether it is over, or another process does the jobs by now.
    private var mustStop: Bool { isOver || !mayWork() }

    private var isOver: Bool { Task.isCancelled || state.withLock { $0.isShuttingDown } }

    /// A part of a job that is under way.
    private struct Part {
        let number: Int
        /// The link behind it.
        let link: String?
        var left: Int
        var results: [InstallationResult] = []
        var failures: [InstallationBook.Failure] = []
        var skipped = 0
    }

    /// Does what is left of a job.
    private func finish(_ begun: InstallationJob) async throws {
        var saved = begun
        state.withLock { $0.current = begun }
        defer { state.withLock { $0.current = nil } }
        let tenant = try await crew.installer.tenant(begun.tenant)
        var source = TargetSource(
            begun, book: book, graph: graph, tenant: tenant, now: { [wallClock] in wallClock.now })
        var parts: [Part] = []
        var queue: [InstallationTarget] = []
        var queued = 0

        try await crew.install(tenant: tenant) { () -> (InstallationTarget, Int)? in
            while queued >= queue.count {
                guard !mustStop, let next = try await source.next() else { return nil }
                parts.append(
                    Part(number: next.number, link: next.link, left: next.targets.count, skipped: next.skipped))
                note(found: next)
                queue = next.targets
                queued = 0
                try await close(&parts, &saved)
            }
            defer { queued += 1 }
            return mustStop ? nil : (queue[queued], parts.last?.number ?? 0)
        } end: { target, number, result in
            guard let place = parts.firstIndex(where: { $0.number == number }) else { return }
            parts[place].left -= 1
            parts[place].results.append(result)
            if case .failed(let failure) = result {
                parts[place].failures.append(.init(target: target, code: failure.code, message: failure.message))
            }
            state.withLock { $0.current?.count(result) }
            if parts[0].left == 0 { try await close(&parts, &saved) }
        }
        guard !mustStop else { throw CancellationError() }
        if let problem = source.problem { saved.problem = problem }
        saved.state = .done
        saved.finishedAt = wallClock.now
        try await book.save(saved)
    }

    private func note(found part: TargetSource.Part) {
        state.withLock { state in
            state.current?.counts.skipped += part.skipped
            if case .everyone? = state.current?.source { state.current?.counts.waiting += part.targets.count }
        }
    }

    /// Stores what is over at the beginning: in order, so that the place where to go on is one number.
    private func close(_ parts: inout [Part], _ job: inout InstallationJob) async throws {
        while let part = parts.first, part.left == 0 {
            if case .everyone = job.source { job.counts.waiting += part.results.count }
            for result in part.results { job.count(result) }
            job.counts.skipped += part.skipped
            job.done = part.number + 1
            job.link = part.link
            try await book.close(part: part.number, of: job, failures: part.failures)
            parts.removeFirst()
        }
    }
}
