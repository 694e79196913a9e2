import Foundation
import LockKit
import SQLCore
import SQLiteStore
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

/// Every question is answered by an index, and costs the same however much else is there.
struct StoreQuestionTests {
    private static let lane = "lane = 1 AND work IS NOT NULL AND begun IS NULL"
    private static let open = "tenant = 't' AND priority = 1 AND eligible = 1 AND due IS NOT NULL"
    private static let unread = "activity IS NOT NULL AND read_at IS NULL AND user IS NOT NULL"
    private static let waking = "notification INDEXED BY notification_wakes WHERE \(wakes)"
    private static let wakes = "wakes IS NOT NULL AND state IN ('scheduled', 'sending')"

    private static let questions: [(sql: String, values: [SQLValue], index: String)] = {
        let usual = SQLNotificationStore.listing(of: 1, in: [.planned, .sending], after: 3, limit: 10)
        let troubles = SQLNotificationStore.listing(of: 1, in: [.failed, .unknown], after: 3, limit: 10)
        let all = SQLNotificationStore.listing(in: nil, recurringOnly: false, before: 9, limit: 10)
        let some = SQLNotificationStore.listing(in: [.done, .paused], recurringOnly: false, before: 9, limit: 10)
        let recurring = SQLNotificationStore.listing(in: [.done], recurringOnly: true, before: 9, limit: 10)
        return [
            (usual.sql, usual.values, "delivery_notification"),
            (troubles.sql, troubles.values, "delivery_trouble"),
            (all.sql, all.values, "INTEGER PRIMARY KEY"),
            (some.sql, some.values, "notification_state"),
            (recurring.sql, recurring.values, "notification_recurs"),
            ("SELECT MIN(due) FROM delivery WHERE \(lane)", [], "delivery_work"),
            ("SELECT place FROM delivery WHERE \(lane) AND due <= 5 ORDER BY due, place", [], "delivery_work"),
            ("SELECT place FROM delivery WHERE \(lane) ORDER BY due LIMIT 9", [], "delivery_work"),
            ("SELECT id FROM lane_work WHERE \(open) AND due <= 5 ORDER BY due, id LIMIT 9", [], "lane_work_open"),
            ("SELECT MIN(due) FROM lane_work WHERE \(open) AND due > 5", [], "lane_work_open"),
            ("SELECT notification, occurrence, target FROM delivery WHERE seat = 1", [], "delivery_seat"),
            (
                "SELECT target FROM delivery INDEXED BY delivery_seat WHERE seat BETWEEN 1 AND 9 AND notification = 1",
                [], "delivery_seat"
            ),
            ("SELECT place FROM delivery WHERE begun IS NOT NULL ORDER BY place", [], "delivery_begun"),
            (
                "SELECT place FROM delivery WHERE chat = 1 AND activity = '1' AND activity IS NOT NULL ORDER BY place",
                [], "delivery_message"
            ),
            (
                "SELECT place FROM delivery INDEXED BY delivery_unread WHERE chat = 1 AND \(unread)",
                [], "delivery_unread"
            ),
            ("SELECT place FROM delivery WHERE by_clock = 1 AND work IS NOT NULL AND user = 'u'", [], "delivery_clock"),
            (
                "SELECT id FROM \(waking) AND wakes <= 5 ORDER BY wakes, number LIMIT 9",
                [], "notification_wakes"
            ),
            (
                "SELECT wakes FROM \(waking) ORDER BY wakes LIMIT 1",
                [], "notification_wakes"
            ),
            ("SELECT id FROM notification WHERE state = 'planning' ORDER BY number LIMIT 9", [], "notification_state"),
            ("SELECT id FROM notification WHERE settling <> 0 ORDER BY number", [], "notification_settling"),
            (SQLNotificationStore.removable, [.integer(5)], "notification_ended"),
            ("SELECT place FROM delivery WHERE notification = 1 ORDER BY place LIMIT 9", [], "delivery_notification"),
            ("DELETE FROM idempotency WHERE notification = 1", [], "idempotency_notification"),
            ("SELECT value FROM small_value WHERE name >= 'k' AND name < 'l' ORDER BY name", [], "PRIMARY KEY"),
            ("SELECT 1 FROM opted_out WHERE person = 'p' AND category IN ('c', '*') LIMIT 1", [], "PRIMARY KEY"),
        ]
    }()

    @Test(arguments: questions.indices) func indexed(_ number: Int) async throws {
        let (sql, values, index) = Self.questions[number]
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        let plan = try await store.database.read { connection in
            try connection.query("EXPLAIN QUERY PLAN " + sql, values).map { try $0.text("detail") }
        }
        let text = plan.joined(separator: "\n")
        #expect(text.contains(index), "\(text)")
        #expect(
            !plan.contains { $0.hasPrefix("SCAN") && !$0.contains("INDEX") && !$0.contains("SCAN page") }, "\(text)")
        #expect(!text.contains("TEMP B-TREE FOR ORDER BY"), "\(text)")
    }

    /// A step of sending, with `count` others that wait, and `count` notifications that wait beside.
    private func filled(_ count: Int) async throws -> SQLNotificationStore {
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        try await store.sending("big", to: (0..<count).map { "p\($0)" })
        for number in 0..<count / 20 {
            try await store.sending(NotificationID(rawValue: "n\(number)"), to: ["same"], user: false)
        }
        return store
    }

    private func steps(_ store: SQLNotificationStore) async throws {
        for _ in 0..<20 {
            let tasks = try await store.tasks(limit: 20)
            #expect(tasks.count == 20)
            _ = try await store.begin(
                tasks.map { BegunAttempt(place: $0.delivery.place, work: .send, version: 1, at: .reference) })
            try await store.record(
                tasks.map {
                    DeliveryReceipt(
                        place: $0.delivery.place, state: .planned, work: .send, dueAt: .reference, version: 1,
                        attempt: nil)
                }, pacing: [])
            _ = try await store.nextDue(in: "t", after: .reference)
            _ = try await store.deliveries(of: "big", in: [.planned], after: 0, limit: 20)
            _ = try await store.notifications(in: [.sending], recurringOnly: false, after: nil, limit: 5)
            _ = try await store.due(at: .reference, limit: 5)
            try await store.noteRead("a:same", upTo: "5", at: .reference)
        }
    }

    @Test func aStepCostsTheSameHoweverMuchWaits() async throws {
        let few = try await filled(2_000)
        let many = try await filled(8_000)
        try await steps(few)
        var ratio = Double.infinity
        // What is linear stays so however often it is measured; what was disturbed does not.
        for _ in 0..<10 where ratio > 2.5 {
            let clock = ContinuousClock()
            let less = try await clock.measure { try await steps(few) }
            let more = try await clock.measure { try await steps(many) }
            ratio = min(ratio, more / less)
        }
        #expect(ratio <= 2.5, "four times as many take \(ratio) times as long")
    }
}
