import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

struct ConversationTableTests {
    @Test func whatIsLookedForIsFoundWithoutLookingAtAll() {
        let samples = (0..<8).map { KnownConversation.sample("x", person: AccountID(rawValue: "29:\($0)")) }
        expectLinear("a table that is filled, asked and emptied", size: 500) {
            $0
        } in: { count in
            var table = ConversationTable()
            for number in 0..<count {
                var known = samples[number % 8]
                known.reference.conversation?.id = ConversationID(rawValue: "a:\(number)")
                known.reference.user?.id = AccountID(rawValue: "29:\(number)")
                table[known.id] = known
            }
            for number in 0..<count {
                let query = ConversationQuery(person: AccountID(rawValue: "29:\(number)"), tenant: "T")
                #expect(table.page(of: query, after: 0, limit: 10).found.count == 1)
                #expect(table.page(of: ConversationQuery(tenant: "T"), after: number, limit: 1).found.count == 1)
                if number % 2 == 0 { table[ConversationID(rawValue: "a:\(number / 2)")] = nil }
            }
        }
    }

    @Test func memoryIsFullAtItsCapacity() async throws {
        let store = MemoryConversationStore(capacity: 2)
        try await store.upsert([.sample("a:1"), .sample("a:2"), .sample("a:1")])
        try await store.upsert(.sample("a:2", tenant: "U"))
        let error = await #expect(throws: ConversationStoreError.self) { try await store.upsert(.sample("a:3")) }
        #expect(error?.code == .full)
        await #expect(throws: ConversationStoreError.self) { try await store.update("a:3") { _ in .sample("a:3") } }
        try await store.remove("a:1")
        try await store.upsert(.sample("a:3"))
        #expect(await store.count() == 2)
    }

    @Test func theLatestAreRememberedAndNoMore() {
        var recent = RecentConversations(capacity: 8)
        for number in 0..<1000 {
            let known = KnownConversation.sample(ConversationID(rawValue: "a:\(number)"))
            recent.remember(known, as: known.id)
            #expect(recent[known.id] == known)
            #expect(recent.count <= 8)
        }
        #expect(recent["a:0"] == nil)
        recent.remember(nil, as: "a:999")
        recent.remember(nil, as: "a:999")
        #expect(recent["a:999"] == nil)
    }
}
