import Foundation
import LockKit
import ServiceKit
import Testing

@testable import TeamsNotifications

/// A scheduler on a store in memory and a clock that a test moves; what it has planned is told.
private struct Tower: Sendable {
    struct Planned: Sendable, Hashable {
        var id: NotificationID
        var occurrence: Int
        var occursAt: Date?
        var at: Date
    }

    let clock: ManualClock
    let wallClock: WallClock
    let store: SQLNotificationStore
    let planned: AsyncStream<Planned>
    private let continuation: AsyncStream<Planned>.Continuation
    private let start: Date

    init(at text: String) throws {
        let clock = ManualClock()
        self.clock = clock
        start = try date(text)
        wallClock = clock.wallClock(startingAt: start)
        store = try SQLNotificationStore(path: SQLNotificationStore.inMemory, wallClock: wallClock)
        (planned, continuation) = AsyncStream.makeStream()
    }

    /// A scheduler whose planning is told, and then ends unless `plan` says otherwise.
    func scheduler(
        _ plan: @escaping @Sendable (NotificationRecord) async throws -> Void = { _ in }
    ) -> Scheduler {
        Scheduler(
            store: store,
            makeDeliveries: { record in
                try await plan(record)
                let now = wallClock.now
                _ = try await store.plan([], of: record.id) { $0.endPlanning(at: now, problem: nil) }
                continuation.yield(
                    Planned(id: record.id, occurrence: record.occurrence, occursAt: record.occursAt, at: now))
            }, wake: {}, time: Stopwatch(clock), wallClock: wallClock,
            logger: Log(label: "scheduler", level: .critical))
    }

    func accept(
        _ id: NotificationID, _ schedule: NotificationSchedule, priority: NotificationPriority = .normal
    ) async throws {
        let now = wallClock.now
        var record = NotificationRecord(
            id: id,
            request: NotificationRequest(to: .everyone, .text("The tide turns."), at: schedule, priority: priority),
            state: .planning, createdAt: now)
        if let wakesAt = schedule.firstWake(acceptedAt: now) {
            record.state = .scheduled
            record.wakesAt = wakesAt
        }
        _ = try await store.accept(NewNotification(record: record))
    }

    func move(to instant: Date) {
        clock.set(to: ManualClock.Instant(offset: .seconds(instant.timeIntervalSince(start))))
    }

    /// Runs `body` beside a scheduler, which is shut down at its end.
    func running(_ scheduler: Scheduler, _ body: () async throws -> Void) async throws {
        async let running: Void = scheduler.run()
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        scheduler.beginShutdown()
        await running
        try result.get()
    }
}

@Test func aWeekOfCronComesExactlyWhenItSays() async throws {
    let tower = try Tower(at: "2026-10-23T00:00:00Z")
    let schedule = try NotificationSchedule.cron("30 */2 * * *", in: "Europe/Paris")
    try await tower.accept("week", schedule)
    let scheduler = tower.scheduler()
    try await tower.running(scheduler) {
        var events = tower.planned.makeAsyncIterator()
        var last = tower.wallClock.now
        let end = last.addingTimeInterval(7 * 86_400)
        var count = 0
        while let next = schedule.next(after: last, acceptedAt: last), next < end {
            tower.move(to: next)
            count += 1
            let event = await events.next()
            #expect(event?.occursAt == next)
            #expect(event?.at == next)
            #expect(event?.occurrence == count)
            last = next
        }
        #expect(count == 7 * 12)  // 02:30 is shown twice on the third day, and counts once
        let record = try await tower.store.notification("week")
        #expect(record?.state == .scheduled)
    }
}

@Test func whatIsAcceptedWhileItSleepsBeginsAtOnce() async throws {
    let tower = try Tower(at: "2026-11-28T08:00:00Z")
    let scheduler = tower.scheduler()
    try await tower.accept("later", .at(try date("2026-11-28T09:00:00Z")))
    try await tower.running(scheduler) {
        var events = tower.planned.makeAsyncIterator()
        await tower.clock.waitForSleepers()
        try await tower.accept("now", .now)
        scheduler.poke()
        #expect(await events.next()?.id == "now")
        tower.move(to: try date("2026-11-28T09:00:00Z"))
        #expect(await events.next()?.id == "later")
    }
}

@Test func aRestartDuringTheDueMinuteNeitherLosesNorDoubles() async throws {
    let tower = try Tower(at: "2026-11-28T08:00:00Z")
    try await tower.accept("daily", try .cron("0 9 * * *", in: "UTC"))
    tower.move(to: try date("2026-11-28T09:00:10Z"))
    // The first process ends after the time was begun, and before anything was planned.
    let (entered, continuation) = AsyncStream.makeStream(of: Void.self)
    let first = tower.scheduler { _ in
        continuation.yield()
        try await tower.clock.sleep(for: .seconds(1_000_000))
    }
    try await tower.running(first) {
        for await _ in entered { break }
    }
    #expect(try await tower.store.notification("daily")?.state == .planning)

    var events = tower.planned.makeAsyncIterator()
    for _ in 0..<3 {
        let next = tower.scheduler()
        try await tower.running(next) { await tower.clock.waitForSleepers() }
    }
    let event = await events.next()
    #expect(event?.occursAt == (try date("2026-11-28T09:00:00Z")))
    tower.move(to: try date("2026-11-29T09:00:00Z"))
    try await tower.running(tower.scheduler()) {
        var events = tower.planned.makeAsyncIterator()
        let next = await events.next()
        let expected = try date("2026-11-29T09:00:00Z")
        #expect(next?.occursAt == expected)
    }
}

@Test func aClockThatIsSetBackSendsNothingTwice() async throws {
    let tower = try Tower(at: "2026-11-28T08:00:00Z")
    try await tower.accept("daily", try .cron("0 9 * * *", in: "UTC"))
    try await tower.accept("once", .at(try date("2026-11-28T09:00:00Z")))
    try await tower.running(tower.scheduler()) {
        var events = tower.planned.makeAsyncIterator()
        tower.move(to: try date("2026-11-28T09:00:00Z"))
        let first = await events.next()
        let second = await events.next()
        #expect(Set([first?.id, second?.id]) == ["daily", "once"])
        tower.move(to: try date("2026-11-28T08:00:00Z"))
        await tower.clock.waitForSleepers()
        tower.move(to: try date("2026-11-28T09:00:00Z"))
        await tower.clock.waitForSleepers()
        tower.move(to: try date("2026-11-29T09:00:00Z"))
        let next = await events.next()
        #expect(next?.id == "daily")
        #expect(next?.occursAt == (try date("2026-11-29T09:00:00Z")))
    }
}

@Test func oneThatCannotBePlannedIsTriedAgainAndHoldsUpNobody() async throws {
    struct Trouble: Error, CustomStringConvertible { let description = "the roster cannot be read" }
    let tower = try Tower(at: "2026-11-28T08:00:00Z")
    let tries = Mutex(0)
    let scheduler = tower.scheduler { record in
        guard record.id == "ill" else { return }
        let count = tries.withLock { count in
            count += 1
            return count
        }
        if count < 4 { throw Trouble() }
    }
    try await tower.accept("later", .at(try date("2027-11-28T08:00:00Z")))  // so that it always sleeps
    try await tower.accept("ill", .now)
    try await tower.accept("well", .now)
    try await tower.running(scheduler) {
        var events = tower.planned.makeAsyncIterator()
        #expect(await events.next()?.id == "well")
        var problem: String?
        while tries.withLock({ $0 }) < 4 {
            await tower.clock.waitForSleepers()
            problem = scheduler.problem ?? problem
            tower.clock.advanceToNextSleeper()
        }
        #expect(problem?.contains("the roster cannot be read") == true)
        #expect(await events.next()?.id == "ill")
        // It took a quarter of a second, a half and a whole.
        #expect(tower.clock.now.offset >= .milliseconds(1750))
        #expect(tower.clock.now.offset < .seconds(600))
    }
}

@Test func theUrgentIsPlannedFirstAndALongOneHoldsUpNobody() async throws {
    let tower = try Tower(at: "2026-11-28T08:00:00Z")
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let scheduler = tower.scheduler { record in
        if record.id == "long" { for await _ in gate { break } }
    }
    try await tower.accept("long", .now)
    for number in 0..<6 { try await tower.accept(NotificationID(rawValue: "bulk\(number)"), .now, priority: .bulk) }
    try await tower.accept("urgent", .now, priority: .urgent)
    try await tower.running(scheduler) {
        var events = tower.planned.makeAsyncIterator()
        var ids: [NotificationID] = []
        for _ in 0..<7 { if let event = await events.next() { ids.append(event.id) } }
        #expect(ids.prefix(4).contains("urgent"))
        #expect(!ids.contains("long"))
        open.finish()
        #expect(await events.next()?.id == "long")
    }
}
