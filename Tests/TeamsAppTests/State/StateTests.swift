import Foundation
import JSONKit
import SQLCore
import SQLiteStore
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

private let chat = StateOwner.conversation("19:g@thread.v2")
private let count: StateKey<Int> = "count"

/// A file that is gone after the test.
func withStateFile(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID().uuidString).db").path
    defer {
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    }
    try await body(path)
}

private func withStores(_ body: (any StateStore) async throws -> Void) async throws {
    try await body(MemoryStateStore())
    try await withStateFile { try await body(SQLiteStateStore(path: $0)) }
}

struct StateTests {
    private struct Duty: Codable, Sendable, Hashable {
        var name: String
        var days: [Int]
    }

    @Test func aValueIsReadAsItWasSetAndForgottenWhenSetToNil() async throws {
        try await withStores { store in
            let state = KeptState(chat, in: store)
            let duty: StateKey<Duty> = "duty"
            #expect(try await state.value(duty) == nil)
            try await state.set(duty, to: Duty(name: "Ines \"é\" 🚢", days: [1, 5]))
            #expect(try await state.value(duty) == Duty(name: "Ines \"é\" 🚢", days: [1, 5]))
            #expect(try await KeptState(.conversation("19:other"), in: store).value(duty) == nil)
            try await state.set(duty, to: nil)
            #expect(try await state.value(duty) == nil)
            #expect(try await store.text("duty", of: chat) == nil)
        }
    }

    @Test func twoHundredChangesAtOnceLoseNone() async throws {
        try await withStores { store in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        try await KeptState(chat, in: store).update(count, default: 0) { count in
                            count += 1
                            return count
                        }
                    }
                }
                var seen: Set<Int> = []
                for try await value in group { seen.insert(value) }
                #expect(seen == Set(1...200))
            }
            #expect(try await KeptState(chat, in: store).value(count) == 200)
        }
    }

    @Test func twoOpenFilesLoseNoChangeOfOneValue() async throws {
        try await withStateFile { path in
            let stores = [try SQLiteStateStore(path: path), try SQLiteStateStore(path: path)]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for turn in 0..<200 {
                    group.addTask {
                        try await KeptState(chat, in: stores[turn % 2]).update(count, default: 0) { $0 += 1 }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await KeptState(chat, in: stores[0]).value(count) == 200)
        }
    }

    @Test func whatCannotBeDecodedSaysSoAndStays() async throws {
        try await withStores { store in
            let state = KeptState(chat, in: store)
            try await state.set("count", to: "many")
            let error = try await #require(throws: StateError.self) { try await state.value(count) }
            #expect(error.code == .notDecodable)
            #expect(error.message.contains("count") && error.message.contains("Int") && !error.message.contains("many"))
            await #expect(throws: StateError.self) { try await state.update(count, default: 0) { $0 += 1 } }
            let raw: StateKey<JSONValue> = "count"
            #expect(try await state.value(raw) == "many")
            try await state.set(count, to: 1)
            #expect(try await state.value(count) == 1)
        }
    }

    @Test func aValueThatIsTooLongIsRefusedAndTheOneBeforeStays() async throws {
        try await withStores { store in
            let state = KeptState(chat, in: store)
            let text: StateKey<String> = "text"
            let longest = String(repeating: "x", count: StateCodec.maxBytes - 2)
            try await state.set(text, to: longest)
            let error = try await #require(throws: StateError.self) { try await state.set(text, to: longest + "x") }
            #expect(error.code == .tooLarge)
            await #expect(throws: StateError.self) { try await state.update(text, default: "") { $0 += "xx" } }
            #expect(try await state.value(text) == longest)
        }
    }

    @Test(arguments: ["", String(repeating: "n", count: 201)])
    func aKeyWithoutAUsableNameIsRefused(name: String) async throws {
        let state = KeptState(chat, in: MemoryStateStore())
        let error = try await #require(throws: StateError.self) { try await state.set(StateKey<Int>(name), to: 1) }
        #expect(error.code == .invalidKey)
    }

    @Test func aNumberThatJSONDoesNotHaveIsRefused() async throws {
        let state = KeptState(chat, in: MemoryStateStore())
        let error = try await #require(throws: StateError.self) {
            try await state.set(StateKey<Double>("level"), to: .nan)
        }
        #expect(error.code == .notEncodable)
    }

    @Test func aChangeThatThrowsChangesNothing() async throws {
        struct Refusal: Error {}
        try await withStores { store in
            let state = KeptState(chat, in: store)
            try await state.set(count, to: 1)
            await #expect(throws: Refusal.self) {
                try await state.update(count, default: 0) { count in
                    count = 5
                    throw Refusal()
                }
            }
            #expect(try await state.value(count) == 1)
        }
    }

    @Test func whatGoesWithAConversationGoesTogether() async throws {
        try await withStores { store in
            let owners: [StateOwner] = [
                chat, .member("29:ines", of: "19:g@thread.v2;messageid=1"), .message("1", in: "19:g@thread.v2"),
                .person("29:ines"), .conversation("19:other"),
            ]
            for owner in owners { try await KeptState(owner, in: store).set(count, to: 1) }
            try await store.removeAll(in: "19:g@thread.v2")
            var left: [StateOwner] = []
            for owner in owners where try await KeptState(owner, in: store).value(count) != nil { left.append(owner) }
            #expect(left == [.person("29:ines"), .conversation("19:other")])
        }
    }

    @Test func theMemoryHoldsNoMoreThanItsCapacity() async throws {
        let store = MemoryStateStore(capacity: 2)
        let state = KeptState(chat, in: store)
        try await state.set("a", to: 1)
        try await state.set("b", to: 1)
        let error = try await #require(throws: StateError.self) { try await state.set("c", to: 1) }
        #expect(error.code == .full)
        try await state.set(StateKey<Int>("a"), to: nil)
        try await state.set("c", to: 1)
        #expect(store.count == 2)
    }

    @Test func theConversationsFileKeepsTheStateToo() async throws {
        try await withStateFile { path in
            try await SQLiteConversationStore(path: path).stateStore.update("n", of: chat) { _ in "1" }
            #expect(try await SQLiteConversationStore(path: path).stateStore.text("n", of: chat) == "1")
            #expect(try await SQLiteStateStore(path: path).text("n", of: chat) == "1")
        }
        try await withStateFile { path in
            try await SQLiteStateStore(path: path).update("n", of: chat) { _ in "2" }
            #expect(try await SQLiteConversationStore(path: path).stateStore.text("n", of: chat) == "2")
        }
    }

    @Test func aFileFromBeforeThereWasStateIsBroughtUpToDate() async throws {
        try await withStateFile { path in
            do { _ = try SQLiteDatabase(path: path, migrations: ConversationRows.migrations) }
            try await SQLiteStateStore(path: path).update("n", of: chat) { _ in "1" }
            #expect(try await SQLiteConversationStore(path: path).stateStore.text("n", of: chat) == "1")
        }
    }
}
