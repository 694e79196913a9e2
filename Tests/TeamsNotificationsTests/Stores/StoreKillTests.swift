import Foundation
import SQLCore
import SQLiteStore
import TeamsModels
import Testing

@testable import TeamsNotifications

/// A process that writes is killed at a moment that nobody chose; another one looks at what it left.
struct StoreKillTests {
    private let folder = StoreFolder()

    @Test(arguments: [1, 5, 13, 29]) func whatWasAcknowledgedIsThereAndNothingIsHalf(after rounds: Int) async throws {
        let path = folder.file()
        let ended = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            [path = path as String, rounds = rounds as Int] in
            try await Self.sendUntilKilled(path, after: rounds)
        }
        let output = String(decoding: try #require(ended).standardOutputContent, as: UTF8.self)
        let acknowledged = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let delivered = Set(acknowledged.compactMap { Int64($0) })
        #expect(delivered.count >= rounds * 10)

        let store = try SQLNotificationStore(path: path)
        var found: Set<Int64> = []
        var onTheWire: Set<Int64> = []
        for record in try await store.notifications(in: nil, recurringOnly: false, after: nil, limit: 100).items {
            var counts = DeliveryCounts()
            for delivery in try await store.deliveries(of: record.id, in: nil, after: 0, limit: 10_000).items {
                counts[delivery.state] += 1
                if delivery.state == .delivered {
                    found.insert(delivery.place)
                    #expect(delivery.activityID != nil && delivery.work == nil && delivery.attempts.count == 1)
                }
                if delivery.state == .sending { onTheWire.insert(delivery.place) }
            }
            #expect(counts == record.counts, "the counts of \(record.id) are those of its rows")
        }
        #expect(found.isSuperset(of: delivered), "missing: \(delivered.subtracting(found))")
        #expect(Set(try await store.interrupted().map(\.delivery.place)) == onTheWire)
        #expect(onTheWire.count <= 4 * 10, "no more than was on the wire")
        let health = try await store.database.read { try $0.query("PRAGMA integrity_check")[0][0] }
        #expect(health == "ok")
    }

    /// Sends in four lanes at once, says which deliveries are durable, and is killed in the middle.
    private static func sendUntilKilled(_ path: String, after rounds: Int) async throws {
        let store = try SQLNotificationStore(path: path)
        try await withThrowingTaskGroup { group in
            for lane in 0..<4 {
                group.addTask {
                    let id = NotificationID(rawValue: "n\(lane)")
                    let tenant = TenantID(rawValue: "t\(lane)")
                    try await store.sending(id, to: (0..<2000).map { "p\($0)" }, tenant: tenant)
                    for round in 0..<200 {
                        let tasks = try await store.work(
                            in: tenant, at: .reference, holding: [], perNotification: 10, limit: 10)
                        _ = try await store.begin(
                            tasks.map {
                                BegunAttempt(place: $0.delivery.place, work: .send, version: 1, at: .reference)
                            })
                        try await store.record(
                            tasks.map {
                                DeliveryReceipt(
                                    place: $0.delivery.place, state: .delivered, version: 1, activityID: "17",
                                    attempt: DeliveryAttempt(at: .reference, status: 201, waited: 0))
                            }, pacing: [])
                        let lines = tasks.map { "\($0.delivery.place)\n" }.joined()
                        try FileHandle.standardOutput.write(contentsOf: Data(lines.utf8))
                        if lane == 2, round == rounds { kill(getpid(), SIGKILL) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func aCancellationThatWasCutShortIsFinishedByTheNextProcess() async throws {
        let path = folder.file()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try SQLNotificationStore(path: path)
            try await store.sending("n1", to: (0..<20_000).map { "p\($0)" })
            // Other writes come between the steps of the cancellation: one of them ends the process.
            async let cancelled = store.change("n1", leftOver: .cancelled) { $0.state = .cancelled }
            while true {
                if try await store.notification("n1")?.state == .cancelled { kill(getpid(), SIGKILL) }
            }
            _ = try await cancelled
        }
        let store = try SQLNotificationStore(path: path)
        let record = try #require(try await store.notification("n1"))
        #expect(record.state == .cancelled)
        #expect(record.counts.skipped == 20_000, "said at once for all")
        let left = try await store.deliveries(of: "n1", in: [.planned], after: 0, limit: 10)
        #expect(left.items.isEmpty, "nobody sees one that is planned")
        let shown = try await store.deliveries(of: "n1", in: [.skipped], after: 19_990, limit: 100)
        #expect(shown.items.count == 10 && shown.items.allSatisfy { $0.code == .cancelled && $0.work == nil })
        #expect(try await store.tasks().isEmpty, "nothing goes out")
        _ = try await store.interrupted()
        let rows = try await store.database.read { connection in
            try connection.query("SELECT COUNT(*) FROM delivery WHERE state = 4 AND work IS NULL")[0][0]
        }
        #expect(rows == 20_000, "the rows follow")
    }
}
