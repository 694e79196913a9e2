import Foundation
import PostgresServer
import PostgresStore
import SQLCore
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsNotifications

/// What becomes of leases, as a table: who had each, and who asks.
@Suite struct LeaseRuleTests {
    private static let length: Int64 = 10_000
    private static let now: Int64 = 1_000_000

    private struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let before: Lease?
        let known: Int64?
        /// The epoch from then on; nil when it stays with the other one.
        let after: Int64?
        let isNew: Bool
        var testDescription: String { name }
    }

    private static let lane = LeaseName.lane("harbour")
    private static func lease(_ owner: String, _ epoch: Int64, _ deadline: Int64) -> Lease {
        Lease(name: lane, owner: owner, epoch: epoch, deadline: now + deadline)
    }

    private static let rows = [
        Row(name: "nobody had it", before: nil, known: nil, after: 1, isNew: true),
        Row(name: "ours is renewed", before: lease("me", 3, 5000), known: 3, after: 3, isNew: false),
        Row(
            name: "ours that ended, which nobody took", before: lease("me", 3, -5000), known: 3, after: 3, isNew: false),
        Row(name: "ours of which we do not know", before: lease("me", 3, 5000), known: nil, after: 4, isNew: true),
        Row(name: "another's", before: lease("you", 3, 1), known: nil, after: nil, isNew: false),
        Row(name: "another's that ended", before: lease("you", 3, 0), known: nil, after: 4, isNew: true),
        Row(name: "what another took from us", before: lease("you", 4, 5000), known: 3, after: nil, isNew: false),
    ]

    @Test(arguments: rows) private func aLeaseIsTakenWhenNobodyHasIt(_ row: Row) {
        let decision = LeaseRules.decide(
            [row.before].compactMap { $0 }, wanted: [Self.lane], owner: "me",
            known: row.known.map { [Self.lane: $0] } ?? [:], now: Self.now, length: Self.length)
        #expect(decision.report.held == (row.after == nil ? [] : [Self.lane]))
        #expect(decision.report.isNew == (row.isNew ? [Self.lane] : []))
        if row.isNew {
            let taken = decision.taken.first { $0.name == Self.lane }
            #expect(taken?.epoch == row.after)
            #expect(taken?.owner == "me" && taken?.deadline == Self.now + Self.length)
        } else {
            #expect(decision.renewed.contains(Self.lane) == (row.after != nil))
        }
        #expect((decision.report.othersEnd != nil) == (row.after == nil))
    }

    @Test(arguments: [(1, 10, 10, 0), (2, 10, 5, 0), (3, 10, 4, 0), (4, 3, 1, 0)])
    func eachProcessTakesItsShare(processes: Int, lanes: Int, taken: Int, surplus: Int) {
        let others = (1..<max(2, processes)).prefix(processes - 1).map {
            Lease(name: LeaseRules.process("p\($0)"), owner: "p\($0)", epoch: 1, deadline: Self.now + 1)
        }
        let wanted = Set((0..<lanes).map { LeaseName.lane(TenantID(rawValue: "t\($0)")) })
        let decision = LeaseRules.decide(
            others, wanted: wanted.union([.planning]), owner: "me", known: [:], now: Self.now, length: Self.length)
        #expect(decision.report.processes == processes)
        #expect(decision.report.held.count { $0.tenant != nil } == taken)
        #expect(decision.report.held.contains(.planning))
        #expect(decision.report.surplus == surplus)
    }

    @Test func whoHasMoreThanItsShareIsTold() {
        let lanes = (0..<10).map { LeaseName.lane(TenantID(rawValue: "t\($0)")) }
        let mine = lanes.map { Lease(name: $0, owner: "me", epoch: 1, deadline: Self.now + 1) }
        let other = Lease(name: LeaseRules.process("you"), owner: "you", epoch: 1, deadline: Self.now + 1)
        let decision = LeaseRules.decide(
            mine + [other], wanted: Set(lanes), owner: "me",
            known: Dictionary(uniqueKeysWithValues: lanes.map { ($0, 1) }),
            now: Self.now, length: Self.length)
        #expect(decision.report.held.count == 10)
        #expect(decision.report.surplus == 4)
    }

    @Test func processesThatAreGoneAreForgotten() {
        let old = Lease(name: LeaseRules.process("you"), owner: "you", epoch: 1, deadline: Self.now - 60_001)
        let decision = LeaseRules.decide(
            [old], wanted: [], owner: "me", known: [:], now: Self.now, length: Self.length)
        #expect(decision.gone == [old.name] && decision.report.processes == 1)
    }

    @Test func aLeaseCountsAsLostASecondBeforeItEnds() {
        var desk = LeaseDesk()
        var report = LeaseReport()
        report.held = [Self.lane]
        report.isNew = [Self.lane]
        _ = desk.take(report, askedAt: .seconds(5), length: .seconds(10))
        #expect(desk.isHeld(Self.lane, at: .seconds(13.9)) && !desk.isHeld(Self.lane, at: .seconds(14)))
        #expect(!desk.isReady(Self.lane, at: .seconds(6)), "what a process before had begun is not settled yet")
        desk.settled([Self.lane])
        #expect(desk.isReady(Self.lane, at: .seconds(6)))
        #expect(desk.expire(at: .seconds(15)) == [Self.lane] && desk.held.isEmpty)
    }

    @Test func aLaneThatIsHandedOverIsLeftToTheOthersForAWhile() {
        var desk = LeaseDesk()
        let lanes = Set((0..<8).map { LeaseName.lane(TenantID(rawValue: "t\($0)")) })
        desk.want(lanes)
        var report = LeaseReport()
        report.held = lanes
        _ = desk.take(report, askedAt: .zero, length: .seconds(10))
        desk.settled(lanes)
        let given = desk.handOver(5, at: .seconds(1))
        #expect(given.count == 2, "a quarter at a time")
        #expect(desk.names(at: .seconds(2)).isDisjoint(with: given))
        for lane in given { desk.end(lane) }
        #expect(desk.takeGiven() == given && desk.takeGiven().isEmpty)
        desk.want(lanes)
        #expect(desk.names(at: .seconds(7)).isSuperset(of: given))
        // Nobody else took them: they are renewed, and what was begun there is settled again all the same.
        report.isNew = []
        #expect(desk.take(report, askedAt: .seconds(7), length: .seconds(10)).new == given)
        #expect(given.allSatisfy { !desk.isReady($0, at: .seconds(8)) })
    }
}

/// Two processes on one database, as two stores in this one.
@Suite(.enabled(if: PostgresPrograms.areWanted, "\(PostgresPrograms.absence)"))
struct LeasedStoreTests {
    private static let lane = LeaseName.lane("tenant")

    private func stores() async throws -> (SQLNotificationStore, SQLNotificationStore, PostgresPool) {
        let address = try PostgresAddress(try await PostgresPlace.makeAddress())
        let first = try await SQLNotificationStore(address, connections: 3)
        let second = try await SQLNotificationStore(address, connections: 3)
        return (first, second, try PostgresPool(address))
    }

    private func end(_ pool: PostgresPool, _ lane: LeaseName) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            try await pool.execute("UPDATE lease SET deadline = 0 WHERE name = $1", [.text(lane.rawValue)])
            pool.beginShutdown()
            try await group.waitForAll()
        }
    }

    /// A notification to two people of one organisation, of which the first is on the wire.
    private func begin(on store: SQLNotificationStore) async throws -> [DeliveryTask] {
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        let request = NotificationRequest(to: .everyone, .text("The tide turns."))
        _ = try await store.accept(
            NewNotification(
                record: NotificationRecord(id: "n1", request: request, state: .planning, createdAt: now)))
        let deliveries = ["ann", "bob"].map { (name: String) in
            NewDelivery(
                target: DeliveryTarget(
                    conversation: ConversationID(rawValue: "a:\(name)"), tenant: "tenant", user: name),
                dueAt: now)
        }
        _ = try await store.plan(deliveries, of: "n1") { $0.state = .sending }
        let tasks = try await store.work(in: "tenant", at: now, holding: [], perNotification: 10, limit: 10)
        #expect(try await store.begin([attempt(tasks[0])]) == [.go])
        return tasks
    }

    private func attempt(_ task: DeliveryTask) -> BegunAttempt {
        BegunAttempt(
            place: task.delivery.place, work: task.work, version: task.version,
            at: Date(timeIntervalSince1970: 1_795_000_001))
    }

    @Test func whoLostALaneCannotWriteOfIt() async throws {
        let (first, second, pool) = try await stores()
        let (leases, others) = (try #require(first.leases), try #require(second.leases))
        #expect(try await leases.hold([Self.lane, .planning]).isNew == [Self.lane, .planning])
        let tasks = try await begin(on: first)
        #expect(try await others.hold([Self.lane]).held.isEmpty)
        try await end(pool, Self.lane)
        let report = try await others.hold([Self.lane])
        #expect(report.isNew == [Self.lane])
        #expect(try await second.interrupted(in: ["tenant"]).map(\.delivery.place) == [tasks[0].delivery.place])
        // The first wakes up: neither an intent nor a receipt of it counts.
        #expect(try await first.begin([attempt(tasks[1])]) == [.stale])
        let receipt = DeliveryReceipt(
            place: tasks[0].delivery.place, state: .delivered, version: 1, activityID: "1")
        try await first.record(
            [receipt], pacing: [PacingMemory(scope: "tenant:tenant", json: "{}", lane: "tenant")])
        #expect(try await second.interrupted().count == 1)
        #expect(try await second.pacing().isEmpty)
        // The second settles it.
        try await second.record([receipt], pacing: [])
        #expect(try await second.interrupted().isEmpty)
        #expect(try await second.begin([attempt(tasks[1])]) == [.go])
        #expect(try await leases.hold([Self.lane]).held.isEmpty)
        first.close()
        second.close()
    }

    @Test func onePlansAtATime() async throws {
        let (first, second, pool) = try await stores()
        let (leases, others) = (try #require(first.leases), try #require(second.leases))
        #expect(try await leases.hold([Self.lane, .planning]).held == [Self.lane, .planning])
        _ = try await begin(on: first)
        try await end(pool, .planning)
        #expect(try await others.hold([.planning]).held == [.planning])
        await #expect(throws: NotificationStoreError.plannedElsewhere) {
            try await first.plan([], of: "n1") { $0.state = .sending }
        }
        first.close()
        second.close()
    }

    @Test func whatIsReleasedIsFreeAtOnceAndTheOthersHearOfIt() async throws {
        let (first, second, _) = try await stores()
        let (leases, others) = (try #require(first.leases), try #require(second.leases))
        var news = others.news().makeAsyncIterator()
        #expect(await news.next() != nil, "what was said before, nobody knows")
        _ = try await leases.hold([Self.lane])
        #expect(try await others.all().map(\.name).contains(Self.lane))
        try await leases.release([Self.lane])
        #expect(await news.next() != nil)
        #expect(try await others.hold([Self.lane]).isNew == [Self.lane])
        first.close()
        second.close()
    }
}

/// From a file to a server.
@Suite(.enabled(if: PostgresPrograms.areWanted, "\(PostgresPrograms.absence)"))
struct StoreMoveTests {
    private let folder = StoreFolder()

    @Test func everyRowIsThereAndNumbersGoOn() async throws {
        let path = folder.file()
        let source = try SQLNotificationStore(path: path)
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        for number in 0..<3 {
            let request = NotificationRequest(to: .everyone, .text("Ebbe – \"\(number)\" \\ \u{1F30A}"))
            let id = NotificationID(rawValue: "n\(number)")
            _ = try await source.accept(
                NewNotification(
                    record: NotificationRecord(id: id, request: request, state: .planning, createdAt: now),
                    idempotency: (key: "key\(number)", digest: "d")))
            let deliveries = (0..<700).map {
                NewDelivery(
                    target: DeliveryTarget(
                        conversation: ConversationID(rawValue: "a:\($0)"), tenant: "t", user: "u\($0)"),
                    dueAt: now)
            }
            _ = try await source.plan(deliveries, of: id) { $0.state = .sending }
        }
        try await source.setOptedOut("zoe", ["*", "tides"])
        try await source.set("Zebra", to: "1")
        try await source.set("apple", to: "2")
        let address = try await PostgresPlace.makeAddress()
        let target = try await SQLNotificationStore(PostgresAddress(address), connections: 3)
        let tables = try await StoreMove(from: source, to: target).run()
        #expect(tables.first { $0.name == "delivery" }?.rows == 2100)
        let first = try await source.deliveries(of: "n1", in: nil, after: 0, limit: 1000).items
        #expect(try await target.deliveries(of: "n1", in: nil, after: 0, limit: 1000).items == first)
        #expect(try await target.notification("n2") == source.notification("n2"))
        #expect(try await target.values(prefix: "").map(\.name) == ["Zebra", "apple"])
        let again = NotificationRequest(to: .everyone, .text("one more"))
        _ = try await target.accept(
            NewNotification(record: NotificationRecord(id: "n3", request: again, state: .planning, createdAt: now)))
        #expect(try await target.notifications(in: nil, recurringOnly: false, after: nil, limit: 9).items.count == 4)
        let error = await #expect(throws: NotificationStoreError.self) {
            try await StoreMove(from: source, to: target).run()
        }
        #expect(error?.message.contains("is not empty") == true)
        source.close()
        target.close()
    }
}
