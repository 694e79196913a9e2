import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("Messages that are kept")
struct KeptMessageTests {
    enum Kind: CaseIterable { case memory, file }

    /// A store of the kind, and a second one that holds what the first one kept.
    private static func with(_ kind: Kind, capacity: Int = 100, _ body: (any SentMessageStore) async throws -> Void)
        async throws
    {
        guard kind == .file else { return try await body(MemorySentMessageStore(capacity: capacity)) }
        let path = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID().uuidString).db").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        try await body(try SQLiteSentMessageStore(path: path, capacity: capacity))
    }

    private static func message(_ id: String, _ text: String = "x", in place: ConversationID = "19:g@thread.v2")
        -> KeptMessage
    {
        KeptMessage(
            conversation: place, id: ActivityID(rawValue: id), activity: Activity(text: text),
            keptAt: Date(timeIntervalSince1970: 7))
    }

    @Test("are found by conversation and id, replaced and forgotten", arguments: Kind.allCases)
    func store(_ kind: Kind) async throws {
        try await Self.with(kind) { store in
            try await store.keep(Self.message("1", "one"))
            try await store.keep(Self.message("1", "there", in: "19:other@thread.v2"))
            try await store.keep(Self.message("1", "two"))
            #expect(try await store.message("1", in: "19:g@thread.v2") == Self.message("1", "two"))
            #expect(
                try await store.message("1", in: "19:g@thread.v2;messageid=7")?.text == "two",
                "a thread is no other place")
            #expect(try await store.message("1", in: "19:other@thread.v2")?.text == "there")
            #expect(try await store.message("2", in: "19:g@thread.v2") == nil)
            try await store.remove("1", in: "19:g@thread.v2")
            try await store.remove("1", in: "19:g@thread.v2")
            #expect(try await store.message("1", in: "19:g@thread.v2") == nil)
        }
    }

    @Test("are at most so many, and the oldest go", arguments: Kind.allCases)
    func capacity(_ kind: Kind) async throws {
        try await Self.with(kind, capacity: 10) { store in
            for number in 0..<50 {
                try await store.keep(Self.message("\(number)"))
                if number % 3 == 0 { try await store.remove(ActivityID(rawValue: "\(number)"), in: "19:g@thread.v2") }
            }
            #expect(try await store.message("49", in: "19:g@thread.v2") != nil)
            #expect(try await store.message("10", in: "19:g@thread.v2") == nil)
            var count = 0
            for number in 0..<50 {
                if try await store.message(ActivityID(rawValue: "\(number)"), in: "19:g@thread.v2") != nil {
                    count += 1
                }
            }
            #expect((1...10).contains(count))
        }
    }

    @Test("in a file outlive the store, and only the owner may read it")
    func file() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID().uuidString).db").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let bot = Bot()
        bot.app.keepMessages(in: try SQLiteSentMessageStore(path: path))
        let place = ConversationReference("19:g@thread.v2", type: .groupChat, serviceUrl: Bot.serviceURL)
        let sent = try await bot.app.send("for one", to: place, visibleTo: .account("29:ines"))
        let later = try SQLiteSentMessageStore(path: path)
        let id = try #require(sent.id)
        let found = try #require(try await later.message(id, in: "19:g@thread.v2"))
        #expect(found.text == "for one" && found.sent == sent)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }

    @Test("in a file that is none are an error that names it")
    func notAFile() throws {
        let error = #expect(throws: SentMessageStoreError.self) {
            try SQLiteSentMessageStore(path: "/nowhere/at/all.db")
        }
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("/nowhere/at/all.db") == true)
    }

    @Test("are what handlers of reactions, edits, receipts and buttons get as the original")
    func originals() async throws {
        let bot = Bot()
        bot.app.keepMessages(in: MemorySentMessageStore())
        let found = Mutex<[String]>([])
        bot.app.onActivity { context in
            if context.text == "hello" { try await context.send("welcome") }
            let original = try await context.original
            found.withLock { $0.append(original.map { "\($0.text)\($0.sent == nil ? "" : "!")" } ?? "-") }
            if original?.sent != nil, context.activity.type == .messageReaction {
                try await original?.sent?.update("liked")
            }
        }
        let receipt: JSONValue = ["lastReadMessageId": "1795161600001"]
        let bodies = [
            Inbound.message("hello", id: "1795161600050"),
            Inbound.event("messageReaction", ["replyToId": "1795161600001", "reactionsAdded": [["type": "like"]]]),
            Inbound.message("hello!", id: "1795161600050", ["type": "messageUpdate"]),
            Inbound.message("hello?", id: "1795161600050", ["type": "messageUpdate"]),
            Inbound.event("messageDelete", ["id": "1795161600050"]),
            Inbound.event("event", ["name": "application/vnd.microsoft.readReceipt", "value": receipt]),
            Inbound.event("messageReaction", ["id": "f:0002", "replyToId": "1795161600777"]),
            Inbound.message("", id: "f:0003", ["replyToId": "1795161600001", "value": [:]]),
        ]
        for (index, body) in bodies.enumerated() {
            #expect(try await bot.post(body).status == 200, "\(index)")
        }
        #expect(found.withLock { $0 } == ["-", "welcome!", "hello", "hello!", "hello?", "liked!", "-", "liked!"])
        #expect(bot.teams.calls.map(\.method) == ["POST", "PUT"])
    }

    @Test("are none unless the app was told where to keep them, and none after a deletion")
    func off() async throws {
        let store = MemorySentMessageStore()
        let bot = Bot()
        _ = try await bot.calls { context in
            try await context.send("one")
            bot.app.keepMessages(in: store)
            let sent = try await context.send("two")
            #expect(await store.message("1795161600002", in: "19:g@thread.v2") != nil)
            try await sent.delete()
            bot.app.keepMessages(in: nil)
            try await context.send("three")
            #expect(try await context.original == nil)
        }
        for id in ["1795161600001", "1795161600002", "1795161600003", "1795161600123"] as [ActivityID] {
            #expect(await store.message(id, in: "19:g@thread.v2") == nil)
        }
    }

    private struct Broken: SentMessageStore {
        func keep(_ message: KeptMessage) async throws(SentMessageStoreError) { throw .init(.busy, "no") }
        func message(_: ActivityID, in _: ConversationID) async throws(SentMessageStoreError) -> KeptMessage? {
            throw .init(.busy, "no")
        }
        func remove(_: ActivityID, in _: ConversationID) async throws(SentMessageStoreError) {
            throw .init(.busy, "no")
        }
    }

    @Test("cannot be kept: what was sent is sent all the same, and the log says so")
    func broken() async throws {
        let bot = Bot()
        bot.app.keepMessages(in: Broken())
        let calls = try await bot.calls(for: Inbound.message("hi", ["replyToId": "1795161600999"])) { context in
            let sent = try await context.send("one")
            try await sent.delete()
            await #expect(throws: SentMessageStoreError.self) { try await context.original }
            try await context.updateRepliedTo("two")
        }
        #expect(calls.map(\.method) == ["POST", "DELETE", "PUT"])
        #expect(bot.log.records.contains { $0.level == .warning && $0.text.contains("not kept") })
    }
}
