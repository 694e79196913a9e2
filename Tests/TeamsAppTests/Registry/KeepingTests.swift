import Foundation
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// Where the app keeps what it knows, and that nothing of it is lost.
struct KeepingTests {
    @Test(arguments: StoreKind.allCases)
    func whatIsKnownMovesAndWhatArrivesMeanwhileToo(_ kind: StoreKind) async throws {
        let folder = try StoreFolder()
        let bot = Bot()
        for number in 0..<300 {
            try await bot.app.conversations.upsert(.sample(ConversationID(rawValue: "a:\(number)"), person: "29:x"))
        }
        let store = try kind.make(in: folder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bot.app.keepConversations(in: store) }
            for number in 300..<600 {
                group.addTask {
                    _ = try await bot.post(
                        Inbound.message(
                            "hi", id: "\(number)",
                            in: ["id": .string("a:\(number)"), "conversationType": "personal", "tenantId": "T"]))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.count() == 600)
        _ = try await bot.post(Inbound.message("hi", in: Inbound.group))
        #expect(try await store.count() == 601, "and so does what follows")
    }

    @Test func theStoreThatHeardLastCounts() async throws {
        let bot = Bot()
        _ = try await bot.post(
            Inbound.message("hi", in: Inbound.personal, ["timestamp": "2026-11-20T09:00:00Z", "locale": "sv"]))
        let store = MemoryConversationStore()
        var old = KnownConversation.sample("a:1ines", person: "29:ines")
        old.lastSeen = "2026-11-19T09:00:00Z"
        old.installedAt = "2026-01-01T09:00:00Z"
        old.timeZone = "Europe/Stockholm"
        old.closure = ConversationClosure(.blockedByUser, at: "2026-11-19T09:00:00Z")
        try await store.upsert(old)
        try await bot.app.keepConversations(in: store)
        let known = await store.conversation("a:1ines")
        #expect(known?.isReachable == true && known?.reference.locale == "sv")
        #expect(known?.installedAt == "2026-01-01T09:00:00Z" && known?.timeZone == "Europe/Stockholm")
    }

    @Test func aStoreThatFailsTakesNothingOver() async throws {
        let bot = Bot()
        for number in 0..<3 {
            try await bot.app.conversations.upsert(.sample(ConversationID(rawValue: "a:\(number)"), person: "29:x"))
        }
        let small = MemoryConversationStore(capacity: 1)
        await #expect(throws: ConversationStoreError.self) { try await bot.app.keepConversations(in: small) }
        #expect(try await bot.app.conversations.count() == 3)
        _ = try await bot.post(Inbound.message("hi", in: Inbound.group))
        #expect(try await bot.app.conversations.count() == 4)
    }

    @Test("However many register at once, all are kept", arguments: [50, 5_000])
    func concurrentRegistrations(_ count: Int) async throws {
        let folder = try StoreFolder()
        let store = try SQLiteConversationStore(path: folder.file())
        let register = ConversationRegister(
            store, wallClock: .system, time: Stopwatch(ContinuousClock()), logger: Log(label: "test"))
        let installs = try (0..<count).map { number in
            try Activity(
                json: Inbound.event(
                    "installationUpdate",
                    [
                        "action": "add",
                        "conversation": [
                            "id": .string("a:\(number)"), "conversationType": "personal", "tenantId": "T",
                        ],
                    ]))
        }
        await withTaskGroup(of: Void.self) { group in
            for install in installs { group.addTask { await register.hear(install) } }
        }
        #expect(try await store.count() == count)
        let reopened = try SQLiteConversationStore(path: folder.file())
        #expect(try await reopened.count() == count, "and are in the file")
    }

    @Test func changesAreToldOnceTheyAreStored() async throws {
        let bot = Bot()
        let changes = Mutex<[ConversationChange]>([])
        bot.app.conversationChanged { change in changes.withLock { $0.append(change) } }
        func zone(_ name: String, _ id: String) async throws {
            _ = try await bot.post(
                Inbound.message(
                    "hi", id: id, in: Inbound.personal,
                    ["timestamp": .string("2026-11-20T08:0\(id):00Z"), "localTimezone": .string(name)]))
        }
        try await zone("Europe/Stockholm", "1")
        try await zone("Europe/Stockholm", "2")
        try await zone("Asia/Tokyo", "3")
        #expect(
            changes.withLock { $0.map { [$0.before?.timeZone, $0.after?.timeZone] } } == [
                [nil, "Europe/Stockholm"], ["Europe/Stockholm", "Asia/Tokyo"],
            ])
    }

    private static let zones: [(told: JSONObject, zone: String?)] = [
        (["localTimezone": "Europe/Paris"], "Europe/Paris"),
        (["entities": [["type": "clientInfo", "timezone": "Asia/Kolkata", "locale": "hi-IN"]]], "Asia/Kolkata"),
        (["localTimestamp": "2026-11-20T09:01:00.000+01:00"], "Etc/GMT-1"),
        (["localTimestamp": "2026-11-20T03:01:00-05:00"], "Etc/GMT+5"),
        (["localTimestamp": "2026-11-20T13:31:00+05:30"], nil),
        (["localTimezone": ""], nil), ([:], nil),
        (["localTimezone": .string(String(repeating: "x", count: 100))], nil),
        (["localTimezone": "Europe/ Paris"], nil),
    ]

    @Test(arguments: zones.indices)
    func aPersonsZoneIsTheOneTheirClientTells(_ index: Int) async throws {
        let (told, zone) = Self.zones[index]
        let bot = Bot()
        _ = try await bot.post(Inbound.message("hi", in: Inbound.personal, told))
        #expect(try await bot.app.conversations.conversation("a:1ines")?.timeZone == zone)
        _ = try await bot.post(Inbound.message("hi", id: "2", in: Inbound.personal, ["localTimezone": "Asia/Tokyo"]))
        _ = try await bot.post(
            Inbound.message("hi", id: "3", in: Inbound.personal, ["localTimestamp": "2026-11-20T09:01:00+01:00"]))
        #expect(
            try await bot.app.conversations.conversation("a:1ines")?.timeZone == "Asia/Tokyo",
            "an offset replaces no name")
        _ = try await bot.post(Inbound.message("hi", id: "4", in: Inbound.group, told))
        #expect(
            try await bot.app.conversations.conversation(ConversationID(rawValue: Inbound.groupChat))?.timeZone == nil)
    }

    @Test func aChatsTopicFollows() async throws {
        let bot = Bot()
        let group = ConversationID(rawValue: Inbound.groupChat)
        for (topic, minute) in [("Night shift", 1), ("Day shift", 3), ("Late", 2)] {
            _ = try await bot.post(
                Inbound.event(
                    "conversationUpdate",
                    [
                        "id": .string("f:\(minute)"), "conversation": Inbound.group, "topicName": .string(topic),
                        "timestamp": .string("2026-11-20T08:0\(minute):00Z"),
                    ]))
        }
        #expect(try await bot.app.conversations.conversation(group)?.reference.conversation?.name == "Day shift")
        #expect(try await bot.app.conversations.ids(ConversationQuery(name: "DAY shift")) == [group.rawValue])
    }
}
