import Foundation
import HTTPKit
import JSONKit
import LockKit
import SQLCore
import SQLiteStore
import ServiceKit
import TeamsApp
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

/// The whole engine on a database in memory, with a service that answers as Teams does, on a clock that moves when
/// nothing is left to run.
struct Engine: Sendable {
    static let tenant: TenantID = "0d9e2c4b-7f31-4b8e-9a55-1c2d3e4f5a6b"
    static let origin = "https://smba.trafficmanager.net/emea/"

    let virtual: VirtualTime
    let start: Date
    let teams: FakeTeams
    let store: SQLNotificationStore
    let app: App
    let notifications: Notifications

    private init(_ virtual: VirtualTime, start: Date) async throws {
        let wallClock = virtual.clock.wallClock(startingAt: start)
        let teams = FakeTeams(virtual.clock)
        self.virtual = virtual
        self.start = start
        self.teams = teams
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory, wallClock: wallClock)
        self.store = store
        virtual.standsStill { store.database.isBusy }
        let transport = teams
        var configuration = AppConfiguration()
        configuration.dangerouslyAllowsUnauthenticatedRequests = true
        app = App(
            configuration, logger: Log(label: "app", level: .critical), transport: transport,
            clock: virtual.clock, wallClock: wallClock)
        notifications = try await Notifications(
            app: app, store: store, clock: virtual.clock, wallClock: wallClock)
    }

    /// Runs `body` beside the engine, in which so many people are known, and shuts it down.
    static func run(
        people: Int, at start: String = "2026-11-28T08:00:00Z",
        zone: @escaping @Sendable (Int) -> String? = { _ in nil },
        _ body: @escaping @Sendable (Engine) async throws -> Void
    ) async throws {
        let start = try date(start)
        try await VirtualTime.run { virtual in
            let engine = try await Engine(virtual, start: start)
            for number in 0..<people { try await engine.meet(number, zone: zone(number)) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await engine.notifications.run() }
                let result: Result<Void, any Error>
                do { result = .success(try await body(engine)) } catch { result = .failure(error) }
                engine.notifications.beginShutdown()
                try await group.waitForAll()
                try result.get()
            }
        }
    }

    static func conversation(_ number: Int) -> ConversationID { ConversationID(rawValue: "a:\(number)") }

    static func user(_ number: Int) -> String {
        let digits = String(number)
        return "6a1d4c1e-5b0f-4d5e-8c55-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    /// Somebody is known, or is known to be in another zone.
    func meet(_ number: Int, zone: String? = nil) async throws {
        var known = KnownConversation()
        known.reference = ConversationReference(
            Self.conversation(number), type: .personal, tenantId: Self.tenant, serviceUrl: Self.origin)
        var person = Account(AccountID(rawValue: "29:\(number)"))
        person.aadObjectId = Self.user(number)
        known.reference.user = person
        known.installedAt = Timestamp(Date(timeIntervalSince1970: 1_700_000_000))
        known.timeZone = zone
        let told = known
        try await store.conversations.update(Self.conversation(number)) { _ in told }
    }

    /// Somebody writes to the bot, with the zone of their clock.
    func hear(from number: Int, zone: String) async throws {
        let time = ISO8601Time(millisecondsSince1970: Int(now().timeIntervalSince1970 * 1000)).text(fractionDigits: 3)
        let activity: JSONValue = [
            "type": "message", "id": "1", "timestamp": .string(time), "serviceUrl": .string(Self.origin),
            "channelId": "msteams", "text": "I have landed.", "localTimezone": .string(zone),
            "from": ["id": .string("29:\(number)"), "aadObjectId": .string(Self.user(number))],
            "recipient": ["id": "28:bot"],
            "conversation": [
                "id": .string("a:\(number)"), "conversationType": "personal", "tenantId": .string(Self.tenant.rawValue),
            ],
        ]
        let response = await app.handle(
            HTTP.Request(
                method: "POST", target: "/api/messages", fields: ["Content-Type": "application/json"],
                body: activity.serialized()))
        #expect(response.status == 200)
    }

    /// Waits until the notification has ended.
    @discardableResult
    func end(of id: NotificationID) async -> NotificationStatus? {
        var last: NotificationStatus?
        for await status in notifications.progress(of: id) { last = status }
        return last
    }

    func now() -> Date { notifications.wallClock.now }

    /// What the service is asked from now on.
    func requests() -> AsyncStream<FakeTeams.Request>.AsyncIterator {
        let (stream, continuation) = AsyncStream.makeStream(of: FakeTeams.Request.self)
        teams.answer {
            continuation.yield($0)
            return nil
        }
        return stream.makeAsyncIterator()
    }

    /// Lets the clock go on until then, and no further.
    func `let`(goTo instant: String, by more: Duration = .zero) throws {
        virtual.go(to: try elapsed(at: instant) + more)
    }

    /// Lets the clock go on until then, and waits for it.
    func go(to instant: String, by more: Duration = .zero) async throws {
        let end = try elapsed(at: instant) + more
        virtual.go(to: end)
        try await virtual.clock.sleep(until: ManualClock.Instant(offset: end))
    }

    private func elapsed(at instant: String) throws -> Duration {
        .milliseconds(Int((try date(instant).timeIntervalSince(start) * 1000).rounded()))
    }
}

@Test func aBroadcastReachesEverybodyOnce() async throws {
    try await Engine.run(people: 300) { engine in
        let id = try await engine.notifications.notify(.everyone, about: "tides", .text("The tide turns at 14:10."))
        let status = await engine.end(of: id)
        #expect(status?.state == .done)
        #expect(status?.counts.delivered == 300)
        let reached = engine.teams.taken.map(\.conversation)
        #expect(reached.count == 300)
        #expect(Set(reached).count == 300)
        #expect(engine.teams.refused == 0)
    }
}

@Test func whatIsPausedAHundredTimesReachesEverybodyOnce() async throws {
    var random = SeededGenerator()
    let seed = random.seed
    let pauses = (0..<100).map { _ in Int.random(in: 0..<400, using: &random) }
    try await Engine.run(people: 400) { engine in
        let id = try await engine.notifications.notify(.everyone, about: "tides", .text("The tide turns at 14:10."))
        for pause in pauses {
            try await engine.virtual.clock.sleep(for: .milliseconds(pause))
            guard (try? await engine.notifications.pause(id)) != nil else { break }
            let sent = engine.teams.log.count
            try await engine.virtual.clock.sleep(for: .seconds(2))
            #expect(engine.teams.log.count == sent, "seed \(seed)")
            try await engine.notifications.resume(id)
        }
        let status = await engine.end(of: id)
        #expect(status?.counts.delivered == 400, "seed \(seed)")
        let reached = engine.teams.taken.map(\.conversation)
        #expect(reached.count == 400, "seed \(seed)")
        #expect(Set(reached).count == 400, "seed \(seed)")
    }
}

@Test func nothingIsSentOnceCancelHasReturned() async throws {
    try await Engine.run(people: 300) { engine in
        var requests = engine.requests()
        let id = try await engine.notifications.notify(.everyone, about: "tides", .text("The tide turns at 14:10."))
        for _ in 0..<120 { _ = await requests.next() }
        let cancelled = try await engine.notifications.cancel(id)
        let sent = engine.teams.log.count
        #expect(cancelled.state == .cancelled)
        try await engine.virtual.clock.sleep(for: .seconds(60))
        #expect(engine.teams.log.count == sent)
        let counts = try await engine.notifications.status(of: id).counts
        #expect(counts.delivered == engine.teams.taken.count)
        #expect(counts.delivered + counts.skipped == 300)
        #expect(counts.skipped > 0)
    }
}

@Test func everybodyGetsItAtNineOnTheirOwnClock() async throws {
    let zones = ["Asia/Tokyo", "Europe/Paris", "America/New_York", nil]
    let start = "2026-11-28T12:00:00Z"
    try await Engine.run(people: 40, at: start, zone: { zones[$0 % 4] }) { engine in
        let id = try await engine.notifications.notify(
            .everyone, about: "tides", .text("Good morning."),
            at: .localTime("2026-11-30T09:00", fallback: "Europe/Stockholm"))
        var requests = engine.requests()
        // A minute before anybody's clock shows it, it is planned. Then somebody lands in Lisbon.
        try await engine.go(to: "2026-11-29T18:59:30Z")
        try await engine.hear(from: 1, zone: "Europe/Lisbon")
        let tokyo = Set(stride(from: 0, to: 40, by: 4))
        let paris = Set(stride(from: 1, to: 40, by: 2)).subtracting([1])
        let newYork = Set(stride(from: 2, to: 40, by: 4))
        let waves: [(due: String, people: Set<Int>)] = [
            ("2026-11-30T00:00:00Z", tokyo), ("2026-11-30T08:00:00Z", paris), ("2026-11-30T09:00:00Z", [1]),
            ("2026-11-30T14:00:00Z", newYork),
        ]
        for (due, people) in waves {
            let sent = engine.teams.log.count
            try await engine.go(to: due, by: .milliseconds(-1))
            #expect(engine.teams.log.count == sent)
            try engine.let(goTo: due, by: .seconds(3540))
            var reached: Set<String> = []
            for _ in people { if let request = await requests.next() { reached.insert(request.conversation) } }
            #expect(reached == Set(people.map { Engine.conversation($0).rawValue }), "\(due)")
        }
        engine.virtual.go(to: nil)
        let status = await engine.end(of: id)
        #expect(status?.counts.delivered == 40)
        #expect(engine.teams.log.count == 40)
    }
}

@Test func aWeekOfMorningsIsSentOnTime() async throws {
    try await Engine.run(people: 3, at: "2026-11-27T12:00:00Z") { engine in
        let id = try await engine.notifications.notify(
            .everyone, about: "berths", .text("Today's berths."), at: .cron("0 9 * * 1-5", in: "Europe/Paris"))
        var requests = engine.requests()
        for day in ["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"] {
            let sent = engine.teams.log.count
            try await engine.go(to: "\(day)T08:00:00Z", by: .milliseconds(-1))
            #expect(engine.teams.log.count == sent)
            try engine.let(goTo: "\(day)T08:00:00Z", by: .seconds(3540))
            var reached: Set<String> = []
            for _ in 0..<3 { if let request = await requests.next() { reached.insert(request.conversation) } }
            #expect(reached == ["a:0", "a:1", "a:2"])
        }
        #expect(engine.teams.log.count == 15)
        engine.virtual.go(to: nil)
        #expect(try await engine.notifications.cancel(id).state == .cancelled)
    }
}

@Test func anEditDuringTheBroadcastLeavesEverybodyWithTheLastVersion() async throws {
    try await Engine.run(people: 200) { engine in
        var requests = engine.requests()
        let id = try await engine.notifications.notify(.everyone, about: "tides", .text("The tide turns at 14:10."))
        for _ in 0..<80 { _ = await requests.next() }
        try await engine.notifications.update(id, .text("The tide turns at 14:20."))
        let status = await engine.end(of: id)
        #expect(status?.counts.delivered == 200)
        var texts: [String: String] = [:]
        var created: [String: Int] = [:]
        for request in engine.teams.taken {
            texts[request.conversation] = request.text
            if request.method == "POST" { created[request.conversation, default: 0] += 1 }
        }
        #expect(texts.count == 200)
        #expect(texts.values.allSatisfy { $0 == "The tide turns at 14:20." })
        #expect(created.values.allSatisfy { $0 == 1 })
        #expect(engine.teams.taken.contains { $0.method == "PUT" })
        #expect(engine.teams.taken.contains { $0.method == "POST" && $0.text.hasSuffix("14:20.") })
    }
}

@Test func aRecallRemovesWhatWasSentAndSendsNoMore() async throws {
    try await Engine.run(people: 200) { engine in
        var requests = engine.requests()
        let id = try await engine.notifications.notify(.everyone, about: "tides", .text("The tide turns at 14:10."))
        for _ in 0..<80 { _ = await requests.next() }
        try await engine.notifications.recall(id)
        let status = await engine.end(of: id)
        #expect(status?.state.isOver == true)
        var visible: Set<String> = []
        for request in engine.teams.taken {
            if request.method == "DELETE" {
                visible.remove(request.conversation)
            } else {
                visible.insert(request.conversation)
            }
        }
        #expect(visible.isEmpty)
        #expect(engine.teams.taken.contains { $0.method == "DELETE" })
        #expect((status?.counts.skipped ?? 0) > 0)
    }
}

@Test func whatFailedForNowIsRetriedUntilItArrives() async throws {
    try await Engine.run(people: 20) { engine in
        engine.teams.answer { $0.conversation == "a:7" ? .status(503) : nil }
        let id = try await engine.notifications.notify(.everyone, about: "tides", .text("The tide turns at 14:10."))
        let first = await engine.end(of: id)
        #expect(first?.counts.delivered == 19)
        #expect(first?.counts.failed == 1)
        engine.teams.answer(nil)
        try await engine.notifications.retry(id)
        let second = await engine.end(of: id)
        #expect(second?.counts.delivered == 20)
    }
}
