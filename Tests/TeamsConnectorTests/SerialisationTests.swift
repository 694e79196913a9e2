import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

/// What changes a conversation, or asks about it.
private struct Operation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let call: @Sendable (Connector, ConversationReference) async throws -> Void

    init(_ name: String, _ call: @escaping @Sendable (Connector, ConversationReference) async throws -> Void) {
        testDescription = name
        self.call = call
    }
}

private let reader = Account("29:reader")

private let changes: [Operation] = [
    Operation("send") { _ = try await $0.send(Activity(text: "x"), in: $1) },
    Operation("send into a thread") { connector, place in
        var thread = place
        thread.conversation?.id = "19:g@thread.v2;messageid=7"
        _ = try await connector.send(Activity(text: "x"), in: thread)
    },
    Operation("reply") { _ = try await $0.reply(Activity(text: "x"), to: "7", in: $1) },
    Operation("targeted send") { _ = try await $0.send(Activity(text: "x"), in: $1, visibleTo: reader) },
    Operation("typing") { try await $0.sendTyping(in: $1) },
    Operation("update") { try await $0.update("7", to: Activity(text: "x"), in: $1) },
    Operation("targeted update") { try await $0.update("7", to: Activity(text: "x"), in: $1, isTargeted: true) },
    Operation("delete") { try await $0.delete("7", in: $1) },
    Operation("targeted delete") { try await $0.delete("7", in: $1, isTargeted: true) },
    Operation("add reaction") { try await $0.addReaction("like", to: "7", in: $1) },
    Operation("remove reaction") { try await $0.removeReaction("like", from: "7", in: $1) },
    Operation("create a thread") { connector, place in
        _ = try await connector.createConversation(
            .thread(
                in: ChannelID(rawValue: place.conversation?.id?.rawValue ?? ""), startingWith: Activity(text: "x")),
            serviceUrl: place.serviceUrl)
    },
]

private let questions: [Operation] = [
    Operation("members") { _ = try await $0.members(of: $1) },
    Operation("member") { _ = try await $0.member("29:x", of: $1) },
]

@Suite("One after the other")
struct SerialisationTests {
    private let clock = ManualClock()

    /// Holds every request until its clock is advanced, and answers the first one 412.
    private func held(by gate: ManualClock) -> FakeTransport {
        FakeTransport(clock: clock) { _, number in
            try? await gate.sleep(for: .seconds(1))
            return number == 1 ? .refusal(412, "PreconditionFailed") : .answer(200, ["id": "1", "members": []])
        }
    }

    @Test(
        "whatever changes a conversation waits for what changes it before, and for its repetition", arguments: changes)
    private func writes(operation: Operation) async throws {
        let gate = ManualClock()
        let transport = held(by: gate)
        let connector = Connector.testing(transport, clock: clock)
        async let first: Void = operation.call(connector, .group)
        await gate.waitForSleepers()
        let others = changes.map { change in Task.immediate { try await change.call(connector, .group) } }
        gate.advance(by: .seconds(1))
        await clock.waitForSleepers()  // the pause before the repetition
        #expect(transport.requests.count == 1)
        clock.advance(by: .seconds(2))
        await gate.waitForSleepers()
        #expect(transport.requests.count == 2)
        #expect(transport.requests[0] == transport.requests[1])
        gate.advance(by: .seconds(1))
        try await first
        try await withoutWaiting(clock) {
            try await withoutWaiting(gate) { for other in others { try await other.value } }
        }
        #expect(transport.requests.count == 2 + changes.count)
    }

    @Test(
        "a question that raced is repeated alone: nothing that changes the conversation goes beside it",
        arguments: questions)
    private func reads(operation: Operation) async throws {
        let gate = ManualClock()
        let transport = held(by: gate)
        let connector = Connector.testing(transport, clock: clock)
        async let first: Void = operation.call(connector, .group)
        await gate.waitForSleepers()
        gate.advance(by: .seconds(1))
        await clock.waitForSleepers()
        let others = changes.map { change in Task.immediate { try await change.call(connector, .group) } }
        #expect(transport.requests.count == 1)
        clock.advance(by: .seconds(2))
        await gate.waitForSleepers()
        #expect(transport.requests.count == 2)
        #expect(transport.requests[0] == transport.requests[1])
        gate.advance(by: .seconds(1))
        try await first
        try await withoutWaiting(clock) {
            try await withoutWaiting(gate) { for other in others { try await other.value } }
        }
        #expect(transport.requests.count == 2 + changes.count)
        #expect(connector.waitingCount == 0)
    }
}
