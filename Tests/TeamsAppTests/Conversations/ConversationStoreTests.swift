import Foundation
import JSONKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

/// What every store of conversations does.
@Suite("A store of conversations")
struct ConversationStoreTests {
    private let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    @Test("gives back what was stored, with all that it does not know", arguments: StoreKind.allCases)
    func roundTrip(_ kind: StoreKind) async throws {
        let store = try kind.make(in: folder)
        let json = try JSONValue(
            parsing: """
                {"reference":{"serviceUrl":"https://smba.trafficmanager.net/emea/","bot":{"id":"28:b"},
                "channelId":"msteams",
                "user":{"id":"29:ines","aadObjectId":"6a1d","mood":"new"},"locale":"en-GB","later":{"x":[1]},
                "conversation":{"id":"a:1","conversationType":"personal","tenantId":"T","shape":"odd"}},
                "team":{"id":"19:t","more":1},"channel":{"id":"19:c","kind":2},"selectedChannel":"19:c",
                "installedAt":"2026-11-20T08:00:00.1230000Z","uninstalledAt":"a day nobody can read",
                "closure":{"reason":"something new","at":"2026-11-20T08:00:00Z","by":"x"},
                "lastSeen":"2026-11-20T08:00:00Z","movedFrom":"https://smba.trafficmanager.net/teams","future":[true]}
                """)
        let known = try KnownConversation(json: json)
        try await store.upsert(known)
        let found = try #require(try await store.conversation("a:1"))
        #expect(found == known)
        #expect(PublishedCases.agree(found.json, json))
        #expect(try JSONDecoder().decode(KnownConversation.self, from: JSONEncoder().encode(found)) == known)
        #expect(try await store.conversation("a:1;messageid=17") == known, "a thread is found by its conversation")
    }

    @Test("takes no value that could never be used", arguments: StoreKind.allCases)
    func invalid(_ kind: StoreKind) async throws {
        let store = try kind.make(in: folder)
        var homeless = KnownConversation.sample("a:2")
        homeless.reference.serviceUrl = nil
        for bad in [KnownConversation(), homeless] {
            let error = await #expect(throws: ConversationStoreError.self) {
                try await store.upsert([.sample("a:1"), bad])
            }
            #expect(error?.code == .invalid)
        }
        let error = await #expect(throws: ConversationStoreError.self) {
            try await store.update("a:1") { _ in .sample("a:2") }
        }
        #expect(error?.code == .invalid)
        #expect(try await store.count() == 0, "all or none")
        await #expect(throws: ConversationStoreError.self) {
            _ = try await store.page(of: ConversationQuery(), after: ConversationCursor(rawValue: "x"), limit: 1)
        }
    }

    @Test("finds people by both ids, in any case where that is one id", arguments: StoreKind.allCases)
    func people(_ kind: StoreKind) async throws {
        let store = try kind.make(in: folder)
        try await store.upsert([
            .sample("a:1", tenant: "AB-1", person: "29:ines", directoryID: "6A1D"),
            .sample("a:2", tenant: "AB-1", person: "29:Ines"), .sample("a:3", tenant: "cd-2", directoryID: "6a1d"),
            .sample("19:g@thread.v2", tenant: "AB-1"), .sample("19:c@thread.tacv2", tenant: "ab-1", team: "19:t"),
            .sample("19:t", tenant: "ab-1", team: "19:t"), .sample("19:alone", tenant: nil),
        ])
        #expect(try await store.ids(ConversationQuery(person: "29:ines")) == ["a:1"])
        #expect(try await store.ids(ConversationQuery(person: "6a1D")) == ["a:1", "a:3"])
        #expect(try await store.ids(ConversationQuery(person: "6a1d", tenant: "CD-2")) == ["a:3"])
        #expect(try await store.ids(ConversationQuery(person: "29:nobody")) == [])
        #expect(try await store.ids(ConversationQuery(tenant: "ab-1", type: .personal)) == ["a:1", "a:2"])
        #expect(try await store.ids(ConversationQuery(team: "19:t")) == ["19:c@thread.tacv2", "19:t"])
        #expect(try await store.ids(ConversationQuery(tenant: "cd-2", team: "19:t")) == [])
        #expect(try await store.ids(ConversationQuery(type: .groupChat)) == ["19:g@thread.v2", "19:alone"])
        #expect(try await store.tenants(limit: 10) == ["ab-1", "cd-2"])
        #expect(try await store.tenants(limit: 1) == ["ab-1"])
        #expect(try await store.tenants(limit: 0) == [])

        try await store.upsert(.sample("a:1", tenant: "cd-2", person: "29:bo"))
        #expect(try await store.ids(ConversationQuery(person: "29:ines")) == [], "an id that changed is not found")
        #expect(try await store.ids(ConversationQuery(tenant: "cd-2")) == ["a:1", "a:3"], "its place stays")
        try await store.remove("a:3")
        try await store.remove("a:3")
        try await store.remove("a:1")
        #expect(try await store.tenants(limit: 10) == ["ab-1"])
    }

    @Test("does what a dictionary does", arguments: StoreKind.allCases)
    func oracle(_ kind: StoreKind) async throws {
        var random = SeededGenerator()
        let store = try kind.make(in: folder)
        var oracle: [ConversationID: KnownConversation] = [:]
        var order: [ConversationID] = []
        let ids = (0..<40).map { ConversationID(rawValue: "a:\($0)") }
        func make(_ id: ConversationID) -> KnownConversation {
            .sample(
                id, tenant: random.pick(["t1", "t2", nil]), person: random.pick(["29:a", "29:b", nil]),
                directoryID: random.pick(["d1", nil]), team: random.pick(["19:t", nil]))
        }
        func keep(_ known: KnownConversation?, _ id: ConversationID) {
            if oracle.updateValue(known ?? KnownConversation(), forKey: id) == nil { order.append(id) }
            guard known == nil else { return }
            oracle[id] = nil
            order.removeAll { $0 == id }
        }
        for step in 0..<600 {
            let id = random.pick(ids)
            let seed = Comment("seed \(random.seed), step \(step)")
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1:
                let batch = (0..<random.pick([1, 1, 3])).map { _ in make(random.pick(ids)) }
                try await store.upsert(batch)
                for known in batch { keep(known, known.id) }
            case 2:
                try await store.remove(id)
                keep(nil, id)
            case 3:
                let changed = try await store.update(id) { known in
                    var known = known
                    known?.locale = "step \(step)"
                    return known
                }
                oracle[id]?.locale = "step \(step)"
                #expect(changed == oracle[id], seed)
            case 4:
                #expect(try await store.conversation(id) == oracle[id], seed)
                #expect(try await store.count() == oracle.count, seed)
            default:
                let query = ConversationQuery(
                    person: random.pick(["29:a", "D1", nil, nil]), tenant: random.pick(["T1", nil]),
                    team: random.pick(["19:t", nil]), type: random.pick([.personal, nil]))
                let wanted = order.filter { oracle[$0].map(query.fits) ?? false }.map(\.rawValue)
                let limit = Int.random(in: 1...7, using: &random)
                #expect(try await store.ids(query, limit: limit) == wanted, seed)
                let tenants = Set(oracle.values.compactMap(\.tenant)).sorted()
                #expect(try await store.tenants(limit: 9) == tenants, seed)
            }
        }
    }

    @Test("keeps every one of many changes at once", arguments: StoreKind.allCases)
    func concurrent(_ kind: StoreKind) async throws {
        let store = try kind.make(in: folder)
        try await withThrowingTaskGroup { group in
            for number in 0..<2000 {
                group.addTask {
                    try await store.update(ConversationID(rawValue: "a:\(number % 100)")) { known in
                        var known = known ?? .sample(ConversationID(rawValue: "a:\(number % 100)"))
                        known.locale = "\((known.locale.flatMap { Int($0) } ?? 0) + 1)"
                        return known
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.count() == 100)
        for try await page in store.pages(limit: 30) { #expect(page.allSatisfy { $0.locale == "20" }) }
    }

    @Test("gives each conversation once while others come and go", arguments: StoreKind.allCases)
    func pagesWhileChanging(_ kind: StoreKind) async throws {
        let store = try kind.make(in: folder)
        try await store.upsert((0..<300).map { .sample(ConversationID(rawValue: "a:\($0)")) })
        var seen: [String] = []
        var cursor: ConversationCursor?
        var round = 0
        repeat {
            let page = try await store.page(of: ConversationQuery(), after: cursor, limit: 10)
            seen += page.conversations.map(\.id.rawValue)
            cursor = try page.next.map {
                try JSONDecoder().decode(ConversationCursor.self, from: JSONEncoder().encode($0))
            }
            for number in 0..<8 { try await store.remove(ConversationID(rawValue: "a:\(round * 10 + number)")) }
            round += 1
        } while cursor != nil
        #expect(seen == (0..<300).map { "a:\($0)" })
        #expect(try await store.count() == 60)
    }
}

extension KnownConversation {
    /// Something that a test changes.
    fileprivate var locale: String? {
        get { reference.locale }
        set { reference.locale = newValue }
    }
}
