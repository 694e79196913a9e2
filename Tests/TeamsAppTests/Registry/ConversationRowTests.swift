import Foundation
import JSONKit
import SQLCore
import SQLiteStore
import TeamsModels
import Testing

@testable import TeamsApp

/// What planning reads of the registry.
struct ConversationRowTests {
    private func people() -> [KnownConversation] {
        (0..<5).map { number in
            var known = KnownConversation.sample(
                ConversationID(rawValue: "a:\(number)"), tenant: "TENANT",
                person: AccountID(rawValue: "29:\(number)"), directoryID: "D\(number)")
            known.reference.user?.name = "Person \(number)"
            known.reference.locale = "sv"
            known.timeZone = "Europe/Stockholm"
            return known
        }
    }

    private func channels() -> [KnownConversation] {
        ["19:port", "19:quay"].map { id in
            var known = KnownConversation.sample(ConversationID(rawValue: id), team: "19:port")
            if id == "19:quay" { known.channel = ChannelInfo("19:quay", name: "Quay") }
            return known
        }
    }

    @Test func rowsSayWhatPlanningNeeds() async throws {
        let database = try SQLiteDatabase(path: SQLiteDatabase.inMemory, migrations: ConversationRows.migrations)
        let all = people() + channels()
        try await database.write { connection in
            for known in all { try ConversationRows.put(known, on: connection) }
            var closed = all[1]
            closed.closure = ConversationClosure(.blockedByUser, at: "2026-11-20T08:00:00Z")
            try ConversationRows.put(closed, on: connection)
            var gone = all[2]
            gone.tell(.uninstalled, at: Date(), isOver: false)
            try ConversationRows.put(gone, on: connection)
        }
        func rows(_ query: ConversationRow.Query, after: Int64 = 0, limit: Int = 100) async throws -> [ConversationRow]
        {
            try await database.read { try ConversationRow.read(query, after: after, limit: limit, on: $0) }
        }
        let everyone = try await rows(.init(type: .personal))
        #expect(everyone.map(\.id.rawValue) == (0..<5).map { "a:\($0)" })
        let first = try #require(everyone.first)
        #expect(first.tenant == "tenant" && first.directory == "d0" && first.account == "29:0")
        #expect(first.name == "Person 0" && first.locale == "sv" && first.timeZone == "Europe/Stockholm")
        #expect(first.isInstalled && first.closure == nil)
        #expect(everyone[1].closure == "blockedByUser" && everyone[1].isInstalled)
        #expect(everyone[2].closure == "uninstalled" && !everyone[2].isInstalled)
        #expect(try await rows(.init(type: .personal), after: everyone[2].place, limit: 1).map(\.id) == ["a:3"])
        #expect(try await rows(.init(type: .channel, teams: ["19:port"])).map(\.name) == ["General", "Quay"])
        #expect(try await rows(.init(people: ["d3", "29:0", "D4", "nobody"])).map(\.id) == ["a:0", "a:3", "a:4"])
        #expect(try await rows(.init(conversations: ["a:3", "19:quay;messageid=1"])).map(\.id) == ["a:3", "19:quay"])
        #expect(try await rows(.init(type: .personal, conversations: ["19:quay"])).isEmpty)
        #expect(try await rows(.init(people: [])).isEmpty)
    }

    @Test func rowsOfAnEarlierVersionAreFilled() async throws {
        let folder = try StoreFolder()
        let earlier = try SQLiteDatabase(path: folder.file(), migrations: [ConversationRows.migrations[0]])
        var person = people()[0]
        person.closure = ConversationClosure(.blockedByUser, at: "2026-11-20T08:00:00Z")
        let channel = channels()[1]
        try await earlier.write { [person] connection in
            for known in [person, channel] {
                let facts = ConversationFacts(known)
                try connection.execute(
                    "INSERT INTO conversation (id, tenant, type, team, json) VALUES (?, ?, ?, ?, ?)",
                    [
                        .text(known.id.rawValue), SQLValue(facts.tenant), SQLValue(facts.type), SQLValue(facts.team),
                        .text(known.json.text()),
                    ])
            }
        }
        earlier.close()
        let store = try SQLiteConversationStore(path: folder.file())
        #expect(try await store.ids(ConversationQuery(name: "PERSON 0")) == ["a:0"])
        #expect(try await store.ids(ConversationQuery(name: "quay")) == ["19:quay"])
        #expect(try await store.ids(ConversationQuery(isReachable: false)) == ["a:0"])
    }

    @Test(arguments: StoreKind.allCases)
    func namesAndReach(_ kind: StoreKind) async throws {
        let folder = try StoreFolder()
        defer { withExtendedLifetime(folder) {} }
        let store = try kind.make(in: folder)
        var all = people() + channels()
        all[0].reference.user?.name = "  ÉLODIE  "
        all[1].reference.user?.name = "e\u{301}lodie"
        all[1].closure = ConversationClosure(.disabledByAdmin, at: "2026-11-20T08:00:00Z")
        all[2].reference.user?.userPrincipalName = "Bo@Port.example"
        for index in 5..<7 { all[index].team?.name = "Port" }
        try await store.upsert(all)
        let cases: [(ConversationQuery, [String])] = [
            (ConversationQuery(name: "Élodie"), ["a:0", "a:1"]),
            (ConversationQuery(name: "Élodie", isReachable: true), ["a:0"]),
            (ConversationQuery(name: "Élodie", isReachable: false), ["a:1"]),
            (ConversationQuery(isReachable: false), ["a:1"]),
            (ConversationQuery(type: .channel, isReachable: false), []),
            (ConversationQuery(person: "bo@port.EXAMPLE"), ["a:2"]),
            (ConversationQuery(teamName: "PORT"), ["19:port", "19:quay"]),
            (ConversationQuery(name: "general", teamName: "port"), ["19:port"]),
            (ConversationQuery(type: .personal, name: "general"), []),
            (ConversationQuery(name: ""), []),
        ]
        for (query, expected) in cases {
            #expect(try await store.ids(query) == expected, "\(query)")
            #expect(all.filter(query.fits).map(\.id.rawValue) == expected, "\(query)")
        }
        all[1].closure = nil
        try await store.upsert(all[1])
        #expect(try await store.ids(ConversationQuery(isReachable: false)).isEmpty)
    }
}
