import Foundation
import SQLCore
import SQLiteStore
import TeamsModels
import Testing

@testable import TeamsApp

/// That a look-up does not become slower with what is stored.
struct LookUpTests {
    private static let queries: [(ConversationQuery, index: String)] = [
        (ConversationQuery(type: .personal, name: "Bob Ray"), "conversation_folded"),
        (ConversationQuery(type: .personal, name: "Bob Ray", isReachable: true), "conversation_folded"),
        (ConversationQuery(type: .channel, name: "Berth plan", teamName: "Port"), "conversation_team_folded"),
        (ConversationQuery(person: "29:bob", type: .personal), "conversation_account"),
        (ConversationQuery(person: "29:bob", type: .personal), "conversation_directory"),
        (ConversationQuery(person: "29:bob", type: .personal), "conversation_address"),
        (ConversationQuery(isReachable: false), "conversation_closed"),
        (ConversationQuery(team: "19:port"), "conversation_team"),
        (ConversationQuery(type: .personal), "conversation_type"),
    ]

    @Test(arguments: queries.indices)
    func everyLookUpHasAnIndex(_ index: Int) async throws {
        let (query, name) = Self.queries[index]
        let database = try SQLiteDatabase(path: SQLiteDatabase.inMemory, migrations: ConversationRows.migrations)
        let question = ConversationRows.question(query, after: 0, limit: 1)
        let plan = try await database.read { connection in
            try connection.query("EXPLAIN QUERY PLAN \(question.sql)", question.values).map { try $0.text("detail") }
        }
        #expect(
            plan.contains { $0.contains("USING INDEX \(name) ") || $0.contains("COVERING INDEX \(name) ") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN conversation") }, "\(plan)")
    }

    /// `REGISTRY_PEOPLE` says how many are stored; what a look-up takes at the worst of a hundred is printed.
    @Test func aPersonIsFoundAmongMany() async throws {
        let count = Int(ProcessInfo.processInfo.environment["REGISTRY_PEOPLE"] ?? "") ?? 2_000
        let folder = try StoreFolder()
        let store = try SQLiteConversationStore(path: folder.file())
        for start in stride(from: 0, to: count, by: 1_000) {
            try await store.upsert(
                (start..<min(start + 1_000, count)).map { number in
                    var known = KnownConversation.sample(
                        ConversationID(rawValue: "a:\(number)"), person: AccountID(rawValue: "29:\(number)"),
                        directoryID: "d\(number)")
                    known.reference.user?.name = "Person \(number)"
                    return known
                })
        }
        var times: [Duration] = []
        let clock = ContinuousClock()
        for number in stride(from: 0, to: count, by: max(1, count / 1_000)) {
            let start = clock.now
            let found = try await store.page(
                of: ConversationQuery(type: .personal, name: "PERSON \(number)", isReachable: true), after: nil,
                limit: 1)
            times.append(clock.now - start)
            #expect(found.conversations.first?.id.rawValue == "a:\(number)")
        }
        times.sort()
        let start = clock.now
        let database = try SQLiteDatabase(path: folder.file(), migrations: ConversationRows.migrations)
        let rows = try await database.read {
            try ConversationRow.read(.init(type: .personal), after: 0, limit: .max, on: $0).count
        }
        #expect(rows == count)
        if count > 2_000 {
            Attachment.record(
                "\(count) people: median \(times[times.count / 2]), p99 \(times[times.count * 99 / 100]); "
                    + "rows read in \(clock.now - start)",
                named: "look-ups.txt")
        }
    }
}
