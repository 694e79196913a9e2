import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsApp
import TeamsModels
import Testing

@testable import TeamsNotifications

/// A dispatcher that sends nothing, and notes what it was asked.
private final class QuietDispatcher: DeliveryDispatcher {
    private struct State {
        var settled = 0
        var woken = 0
        var isShuttingDown = false
        var problem: String?
    }
    private let state = Mutex(State())
    private let bell = WakeBell()
    var settled: Int { state.withLock { $0.settled } }
    var storeProblem: String? { state.withLock { $0.problem } }
    func fail(_ problem: String?) { state.withLock { $0.problem = problem } }

    func run() async {
        while !Task.isCancelled, !state.withLock({ $0.isShuttingDown }) {
            await bell.wait(on: Stopwatch(ContinuousClock()))
        }
    }
    func beginShutdown() {
        state.withLock { $0.isShuttingDown = true }
        bell.ring()
    }
    func wake(_ tenant: TenantID?) { state.withLock { $0.woken += 1 } }
    func settle(_ matches: @escaping @Sendable (Delivery) -> Bool) async { state.withLock { $0.settled += 1 } }
    var health: [LaneHealth] {
        var lane = LaneHealth(tenant: "t")
        lane.pace = 25
        return [lane]
    }
}

/// The facade on a store in memory, with an audience that a test gives.
private struct Desk: Sendable {
    let clock = ManualClock()
    let store: SQLNotificationStore
    let notifications: Notifications
    let dispatcher = QuietDispatcher()

    init(
        prepare: @escaping @Sendable (NotificationRequest) async throws(NotificationError) -> Void = {
            (_) throws(NotificationError) in
        }
    ) throws {
        let wallClock = clock.wallClock()
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory, wallClock: wallClock)
        self.store = store
        let numbers = Atomic(0)
        let parts = NotificationParts(
            prepare: { (request, idempotency) async throws(NotificationError) in
                try await prepare(request)
                let number = numbers.add(1, ordering: .relaxed).newValue
                var record = NotificationRecord(
                    id: NotificationID(rawValue: "n\(1000 + number)"), request: request, state: .planning,
                    createdAt: wallClock.now)
                record.wakesAt = request.schedule.firstWake(acceptedAt: wallClock.now)
                if record.wakesAt != nil { record.state = .scheduled }
                return NewNotification(record: record, idempotency: idempotency)
            },
            plan: { (_) throws(NotificationError) in NotificationPlan() },
            makeDeliveries: { record in
                let deliveries = (0..<5).map { number in
                    NewDelivery(
                        target: DeliveryTarget(
                            conversation: ConversationID(rawValue: "c\(number)"), tenant: "t", user: "u\(number)"),
                        dueAt: record.createdAt)
                }
                _ = try await store.plan(deliveries, of: record.id) { $0.state = .sending }
            },
            dispatcher: dispatcher)
        let app = App(
            AppConfiguration(), logger: Log(label: "app", level: .critical),
            transport: HandlerTransport(handler: { _ in HTTP.Response(status: 503) }))
        notifications = Notifications(app: app, store: store, parts: parts, clock: clock, wallClock: wallClock)
    }

    /// Runs `body` beside the engine, which is shut down at its end.
    func running(_ body: () async throws -> Void) async throws {
        async let running: Void = notifications.run()
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        notifications.beginShutdown()
        try await running
        try result.get()
    }

    /// Runs `body` with a notification to everyone that is planned, whose time passes whenever somebody waits for it.
    func sending(_ body: (NotificationID) async throws -> Void) async throws {
        try await running {
            try await withoutWaiting(clock) {
                let id = try await notifications.notify(.everyone, .text("The tide turns."))
                await wait(for: .sending, of: id)
                try await body(id)
            }
        }
    }

    /// Sends what is due, as a lane would.
    func deliver(_ limit: Int = 1000, as state: DeliveryState = .delivered, code: DeliveryCode? = nil) async throws {
        let now = clock.wallClock().now
        let tasks = try await store.work(in: "t", at: now, holding: [], perNotification: limit, limit: limit)
        let attempts = tasks.map {
            BegunAttempt(place: $0.delivery.place, work: $0.work, version: $0.version, at: now)
        }
        let verdicts = try await store.begin(attempts)
        let receipts = zip(tasks, verdicts).compactMap { task, verdict -> DeliveryReceipt? in
            guard verdict == .go else { return nil }
            return DeliveryReceipt(
                place: task.delivery.place, state: state, version: task.version,
                activityID: state == .delivered ? "a" : nil, code: code,
                attempt: DeliveryAttempt(at: now, status: 200, waited: 0))
        }
        try await store.record(receipts, pacing: [])
    }

    /// Waits until the notification stands so.
    func wait(for state: NotificationState, of id: NotificationID) async {
        for await status in notifications.progress(of: id) where status.state == state { break }
    }
}

/// Lets time pass whenever somebody waits for it, until `body` is over.
private func withoutWaiting(_ clock: ManualClock, _ body: () async throws -> Void) async throws {
    let isOver = Atomic(false)
    async let moving: Void = {
        while true {
            await clock.waitForSleepers()
            if isOver.load(ordering: .relaxed) { return }
            clock.advanceToNextSleeper()
        }
    }()
    let result: Result<Void, any Error>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    isOver.store(true, ordering: .relaxed)
    let bell = Task { try await clock.sleep(for: .seconds(1)) }
    await moving
    bell.cancel()
    try result.get()
}

@Test func aNotificationIsSeenFromItsBeginningToItsEnd() async throws {
    let desk = try Desk()
    try await desk.running {
        try await withoutWaiting(desk.clock) {
            let id = try await desk.notifications.notify(.everyone, about: "tides", .text("The tide turns."))
            var seen: [NotificationStatus] = []
            for await status in desk.notifications.progress(of: id) {
                seen.append(status)
                if status.counts.planned > 0 { try await desk.deliver(2) }
            }
            #expect(seen.last?.state == .done)
            #expect(seen.last?.counts.delivered == 5)
            #expect(seen.last?.pace == 0)
            #expect(seen.last?.estimatedCompletion == nil)
            #expect(seen.contains { $0.estimatedCompletion != nil })
            #expect(seen.last?.description == "done: 5 of 5 delivered")
            #expect(Set(seen).count == seen.count)
        }
    }
}

@Test func progressOfNothingEndsAtOnce() async throws {
    let desk = try Desk()
    for await status in desk.notifications.progress(of: "none") { Issue.record("\(status)") }
}

@Test func whatIsPausedStandsStillAndGoesOn() async throws {
    let desk = try Desk()
    try await desk.sending { id in
        #expect(try await desk.notifications.pause(id).state == .paused)
        #expect(desk.dispatcher.settled == 1)
        #expect(try await desk.notifications.pause(id).state == .paused)
        try await desk.deliver()
        #expect(try await desk.notifications.status(of: id).counts.planned == 5)
        #expect(try await desk.notifications.resume(id).state == .sending)
        #expect(try await desk.notifications.resume(id).state == .sending)
        try await desk.deliver()
        #expect(try await desk.notifications.status(of: id).state == .done)
        for step in [desk.notifications.pause, desk.notifications.resume] {
            let error = await #expect(throws: NotificationError.self) { try await step(id) }
            #expect(error?.code == .wrongState)
        }
        #expect(try await desk.notifications.cancel(id).state == .done)
    }
}

@Test func whatIsCancelledIsNotSentAnyMore() async throws {
    let desk = try Desk()
    try await desk.sending { id in
        try await desk.deliver(2)
        let cancelled = try await desk.notifications.cancel(id)
        #expect(cancelled.state == .cancelled)
        #expect(desk.dispatcher.settled == 1)
        try await desk.deliver()
        let counts = try await desk.notifications.status(of: id).counts
        #expect(counts.delivered == 2)
        #expect(counts.skipped == 3)
        var codes: [DeliveryCode?] = []
        for try await delivery in desk.notifications.deliveries(of: id, in: [.skipped]) {
            codes.append(delivery.code)
        }
        #expect(codes == [.cancelled, .cancelled, .cancelled])
        #expect(try await desk.notifications.cancel(id).state == .cancelled)
        for step in [desk.notifications.pause, desk.notifications.resume, desk.notifications.retry] {
            let error = await #expect(throws: NotificationError.self) { try await step(id) }
            #expect(error?.code == .wrongState)
        }
    }
}

@Test func whatFailedForAReasonThatPassesIsRetried() async throws {
    let desk = try Desk()
    try await desk.sending { id in
        try await desk.deliver(1, as: .failed, code: "throttled")
        try await desk.deliver(1, as: .failed, code: "tooLarge")
        try await desk.deliver(1, as: .unknown, code: "interrupted")
        try await desk.deliver(2)
        #expect(try await desk.notifications.status(of: id).state == .done)
        let retried = try await desk.notifications.retry(id)
        #expect(retried.state == .sending)
        #expect(retried.counts.planned == 2)
        try await desk.deliver()
        let status = try await desk.notifications.status(of: id)
        #expect(status.state == .done)
        #expect(status.counts.delivered == 4)
        #expect(status.counts.failed == 1)
    }
}

@Test func whatIsRecalledIsNotEditedAnyMore() async throws {
    let desk = try Desk()
    try await desk.sending { id in
        try await desk.deliver(2)
        #expect(try await desk.notifications.update(id, .text("The tide has turned.")).version == 2)
        #expect(try await desk.notifications.recall(id).isRecalled)
        let error = await #expect(throws: NotificationError.self) {
            try await desk.notifications.update(id, .text("No."))
        }
        #expect(error?.code == .wrongState)
        try await desk.deliver()
        let status = try await desk.notifications.status(of: id)
        #expect(status.state == .done)
        #expect(status.counts.skipped == 3)
    }
}

@Test func aScheduledOneThatIsRecalledNeverComes() async throws {
    let desk = try Desk()
    let id = try await desk.notifications.notify(
        .everyone, .text("The tide turns."), at: try .cron("0 9 * * *", in: "UTC"))
    #expect(try await desk.notifications.status(of: id).nextAt != nil)
    let recalled = try await desk.notifications.recall(id)
    #expect(recalled.state.isOver)
    #expect(recalled.wakesAt == nil)
}

@Test func whatIsNotThereIsNotFound() async throws {
    let desk = try Desk()
    let steps: [@Sendable (NotificationID) async throws -> Void] = [
        { try await desk.notifications.pause($0) }, { try await desk.notifications.resume($0) },
        { try await desk.notifications.cancel($0) }, { try await desk.notifications.retry($0) },
        { try await desk.notifications.recall($0) }, { try await desk.notifications.update($0, .text("No.")) },
        { _ = try await desk.notifications.status(of: $0) },
    ]
    for step in steps {
        let error = await #expect(throws: NotificationError.self) { try await step("none") }
        #expect(error?.code == .notFound)
    }
}

@Test func oneKeyIsOneNotification() async throws {
    let desk = try Desk()
    let locales = NotificationContent(
        .locales(["en": .text("Tide."), "sv": .text("Tidvatten."), "fr": .text("Marée.")], fallback: "en"))
    let first = try await desk.notifications.notify(.everyone, locales, idempotencyKey: "tide-1")
    #expect(try await desk.notifications.notify(.everyone, locales, idempotencyKey: "tide-1") == first)
    let error = await #expect(throws: NotificationError.self) {
        try await desk.notifications.notify(.everyone, .text("Ebb."), idempotencyKey: "tide-1")
    }
    #expect(error?.code == .idempotencyConflict)
    #expect(try await desk.notifications.notify(.everyone, locales) != first)
}

@Test func aRepeatThatComesLateIsStillARepeat() async throws {
    let isPast = Atomic(false)
    let desk = try Desk { (_) throws(NotificationError) in
        if isPast.load(ordering: .relaxed) { throw NotificationError(.invalid, "is in the past", at: "/schedule/at") }
    }
    let first = try await desk.notifications.notify(.everyone, .text("Ebb."), idempotencyKey: "tide-1")
    isPast.store(true, ordering: .relaxed)
    #expect(try await desk.notifications.notify(.everyone, .text("Ebb."), idempotencyKey: "tide-1") == first)
}

@Test func allNotificationsAreListedPageByPage() async throws {
    let desk = try Desk()
    for _ in 0..<1203 {
        try await desk.notifications.notify(.everyone, .text("The tide turns."), at: .every(.seconds(60)))
    }
    var ids: [NotificationID] = []
    for try await status in desk.notifications.list(in: [.scheduled]) { ids.append(status.id) }
    #expect(ids.count == 1203)
    #expect(Set(ids).count == 1203)
    for try await status in desk.notifications.list(in: [.done]) { Issue.record("\(status)") }
}

@Test func eventsBecomeNotificationsAndNoneIsLost() async throws {
    let refusals = Mutex(3)
    let desk = try Desk { (request) throws(NotificationError) in
        if request.category == "bad" { throw NotificationError(.invalid, "no such audience", at: "/audience") }
        let isAway = refusals.withLock { count in
            count -= 1
            return count >= 0
        }
        if isAway { throw NotificationError(.unavailable, "the disk is full") }
    }
    struct Unreadable: Error {}
    let (events, source) = AsyncStream.makeStream(of: Int.self)
    for number in 0..<6 { source.yield(number) }
    source.yield(5)
    source.finish()
    desk.notifications.on(events, idempotencyKey: { "event-\($0)" }) { number in
        if number == 1 { throw Unreadable() }
        if number == 2 { return nil }
        return NotificationRequest(to: .everyone, .text("Event \(number)."), about: number == 3 ? "bad" : "events")
    }
    try await desk.running {
        try await withoutWaiting(desk.clock) {
            var texts: Set<String> = []
            while texts.count < 3 {
                for try await status in desk.notifications.list() {
                    let record = try await desk.notifications.record(status.id)
                    if case .text(let text) = record?.request.content.kind { texts.insert(text) }
                }
                try await desk.clock.sleep(for: .milliseconds(100))
            }
            #expect(texts == ["Event 0.", "Event 4.", "Event 5."])
        }
    }
    var count = 0
    for try await _ in desk.notifications.list() { count += 1 }
    #expect(count == 3)
}

@Test func optingOutWaitsForWhatIsOnTheWire() async throws {
    let desk = try Desk()
    #expect(try await desk.notifications.optedOut("u1").isEmpty)
    try await desk.notifications.setOptedOut("u1", ["tides"])
    #expect(desk.dispatcher.settled == 1)
    #expect(try await desk.notifications.optedOut("u1") == ["tides"])
}

@Test func aLedgerThatTheDispatcherCannotUseIsAProblem() async throws {
    let desk = try Desk()
    #expect(await desk.notifications.problems().isEmpty)
    desk.dispatcher.fail("the disk is full")
    let problems = await desk.notifications.problems()
    #expect(problems.count == 1 && problems[0].hasSuffix("the disk is full"))
    desk.dispatcher.fail(nil)
    #expect(await desk.notifications.problems().isEmpty)
}

@Test func paceIsThatOfTheLastTenSeconds() {
    var meter = ProgressMeter()
    #expect(meter.pace == nil)
    for second in 0...30 { meter.note(second < 20 ? second * 10 : 190 + (second - 19) * 50, at: .seconds(second)) }
    #expect(meter.pace == 50)
    meter.note(0, at: .seconds(31))
    #expect(meter.pace == nil)
}
