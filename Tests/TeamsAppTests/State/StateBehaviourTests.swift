import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

private let visits: StateKey<Int> = "visits"

/// Section 1.15 of the behaviours. ST-4 (an emitter of events), ST-7 (remote functions of tabs) and ST-8 (plugins) are
/// about parts that this SDK does not have.
struct StateBehaviourTests {
    @Test("ST-1 state of conversations and members is named as in the other SDKs")
    func keys() {
        #expect(StateOwner.conversation("19:c;messageid=1").key == "ts:conv:19:c")
        #expect(StateOwner.member("29:u", of: "19:c").key == "ts:user:19:c:29:u")
    }

    @Test("ST-1 without a person there is no state of a person, and the error says so")
    func noPerson() async throws {
        let bot = Bot()
        bot.app.onActivity { context in
            let error = #expect(throws: StateError.self) { try context.state(for: .person) }
            #expect(error?.code == .noOwner)
            try await context.state(for: .conversation).set(visits, to: 1)
        }
        var event = Inbound.event("conversationUpdate", [:]).objectValue ?? [:]
        event["from"] = nil
        #expect(try await bot.post(.object(event)).status == 200)
        #expect(try await bot.app.state(of: .conversation(ConversationID(Inbound.groupChat))).value(visits) == 1)
    }

    @Test("ST-1 what did not change is not written, and what is set to nothing is removed")
    func onlyChangesAreWritten() async throws {
        let store = CountingStore()
        let state = KeptState(.conversation("19:c"), in: store)
        try await state.update(visits, default: 3) { _ in }
        try await state.update(visits, default: 0) { _ in }
        #expect(store.writes.withLock { $0 } == 1)
        try await state.update(visits) { $0 = nil }
        #expect(await store.text("visits", of: .conversation("19:c")) == nil)
    }

    @Test("ST-2 what was read is a copy")
    func copies() async throws {
        let state = KeptState(.conversation("19:c"), in: MemoryStateStore())
        let names: StateKey<[String]> = "names"
        try await state.set(names, to: ["Ines"])
        var read = try await state.value(names) ?? []
        read.append("Olu")
        #expect(try await state.value(names) == ["Ines"])
    }

    @Test("ST-3 state that ends with the process is warned of once, when it is first used")
    func warning() async throws {
        let bot = Bot()
        bot.app.onMessage { try await $0.state(for: .person).update(visits, default: 0) { $0 += 1 } }
        #expect(bot.log.records.count { $0.message.contains("State is kept in memory") } == 0)
        for id in ["1", "2", "3"] { _ = try await bot.post(Inbound.message("hi", id: id)) }
        #expect(bot.log.records.count { $0.message.contains("State is kept in memory") } == 1)
        #expect(try await bot.app.state(of: .person("29:ines")).value(visits) == 3)

        let quiet = Bot()
        quiet.app.keepState(in: MemoryStateStore())
        try await quiet.app.state(of: .person("29:ines")).set(visits, to: 1)
        #expect(quiet.log.records.count { $0.message.contains("State is kept in memory") } == 0)
    }

    @Test("ST-5 memory is bounded: a full store refuses what is new and keeps what it has")
    func bounded() async throws {
        let store = MemoryStateStore(capacity: 1)
        let state = KeptState(.conversation("19:c"), in: store)
        try await state.set(visits, to: 1)
        await #expect(throws: StateError.self) { try await state.set("more", to: 1) }
        try await state.set(visits, to: 2)
        #expect(try await state.value(visits) == 2)
    }

    @Test("ST-6 the organisation of the conversation counts before that of the activity")
    func tenant() throws {
        var body = Inbound.message("hi").objectValue ?? [:]
        body["channelData"] = ["tenant": ["id": "OTHER"]]
        #expect(try Activity(json: .object(body)).tenantID == "T")
        body["conversation"] = ["id": "19:c"]
        #expect(try Activity(json: .object(body)).tenantID == "OTHER")
    }
}

/// Counts what changes.
private final class CountingStore: StateStore {
    let writes = Mutex(0)
    private let store = MemoryStateStore()

    func text(_ name: String, of owner: StateOwner) async -> String? { await store.text(name, of: owner) }
    func update(
        _ name: String, of owner: StateOwner, _ change: @escaping @Sendable (String?) throws -> String?
    ) async throws {
        try await store.update(name, of: owner) { old in
            let new = try change(old)
            if new != old { self.writes.withLock { $0 += 1 } }
            return new
        }
    }
    func removeAll(of owner: StateOwner) async { await store.removeAll(of: owner) }
    func removeAll(in conversation: ConversationID) async { await store.removeAll(in: conversation) }
}
