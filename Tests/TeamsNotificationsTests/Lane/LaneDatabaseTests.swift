import Foundation
import HTTPKit
import ServiceKit
import TeamsApp
import TeamsModels
import Testing

@testable import TeamsNotifications

@Suite("Lanes on the database", .timeLimit(.minutes(10)))
struct LaneDatabaseTests {
    @Test("what is planned goes out once, a change reaches everybody, and the ledger knows it")
    func whole() async throws {
        let count = 60
        let store = try SQLNotificationStore(path: ":memory:")
        let known = people(count).map { id in
            var known = KnownConversation(.testing(id, in: "t"))
            known.installedAt = Timestamp(Date())
            return known
        }
        try await store.conversations.upsert(known)
        let record = NotificationRecord(
            id: "n", request: NotificationRequest(to: NotificationAudience(.everyone), NotificationContent(.text("x"))),
            state: .planning, createdAt: Date())
        _ = try await store.accept(NewNotification(record: record))
        _ = try await store.plan(
            people(count).map {
                NewDelivery(target: DeliveryTarget(conversation: $0, tenant: "t"), dueAt: Date())
            }, of: "n"
        ) { $0.state = .sending }

        var teams = FakeTeams(ManualClock(), organisation: [], conversation: [], way: { .zero })
        try await Self.run(store, teams, until: count)
        #expect(teams.log.count == count)
        #expect(try await store.notification("n")?.state == .done)
        #expect(try await store.notification("n")?.counts.delivered == count)

        _ = try await store.replaceContent(of: "n", with: NotificationContent(.text("y")))
        teams = FakeTeams(ManualClock(), organisation: [], conversation: [], way: { .zero })
        try await Self.run(store, teams, until: count)
        #expect(teams.log.map(\.method) == Array(repeating: "PUT", count: count))
        let ledger = try await store.deliveries(of: "n", in: nil, after: 0, limit: 100).items
        #expect(ledger.allSatisfy { $0.state == .delivered && $0.version == 2 && $0.work == nil })
        #expect(ledger.allSatisfy { $0.attempts.map(\.status) == [201, 200] })
    }

    /// Runs a dispatcher until the service has seen so many requests.
    private static func run(_ store: SQLNotificationStore, _ teams: FakeTeams, until count: Int) async throws {
        let (seen, seeing) = AsyncStream<Void>.makeStream()
        teams.answer { request in
            if request.number == count { seeing.finish() }
            return nil
        }
        let app = App(AppConfiguration(), logger: Log(label: "app", level: .critical), transport: teams)
        let dispatcher = Dispatcher(
            store: store, app: app, messages: Texts(), time: Stopwatch(ContinuousClock()), wallClock: .system,
            random: { 0.5 }, logger: Log(label: "test", level: .critical))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await dispatcher.run() }
            for await _ in seen {}
            dispatcher.beginShutdown()
        }
    }
}
