import HTTPKit
import JSONKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

private func place(_ id: ConversationID) -> ConversationReference {
    ConversationReference(
        id, type: .groupChat, tenantId: "t", serviceUrl: "https://smba.trafficmanager.net/emea/t/")
}

@Suite("Retry-After holds for one scope")
struct PauseTests {
    private let clock = ManualClock()

    /// Refuses the first question and the first message of a conversation for so long.
    private func throttled(_ method: String, _ field: String?) -> FakeTransport {
        let isOver = Flag()
        return FakeTransport(clock: clock) { request, _ in
            guard request.method == method, request.url.contains("slow"), !isOver.isSet else {
                return .answer(200, ["id": "1", "members": []])
            }
            isOver.set()
            return .refusal(429, "Throttled", "", field.map { ["Retry-After": $0] } ?? [:])
        }
    }

    private func when(_ transport: FakeTransport, _ method: String, _ id: String) -> [Duration] {
        transport.sent.filter { $0.request.method == method && $0.request.url.contains(id) }.map(\.at)
    }

    @Test("a roster that is throttled pauses its other questions, not its messages, and no other roster")
    func roster() async throws {
        let transport = throttled("GET", "9")
        let connector = Connector.testing(transport, clock: clock)
        async let first = connector.membersPage(of: place("19:slow"))
        await clock.waitForSleepers()
        async let second = connector.member("29:x", of: place("19:slow"))
        await clock.waitForSleepers(2)
        _ = try await connector.membersPage(of: place("19:quick"))
        _ = try await connector.send(Activity(text: "x"), in: place("19:slow"))
        #expect(clock.now.offset == .zero)
        clock.advance(by: .seconds(9))
        _ = try await (first, second)
        #expect(when(transport, "GET", "slow") == [.zero, .seconds(9), .seconds(9)])
        #expect(when(transport, "POST", "slow") == [.zero])
    }

    @Test("a conversation that is throttled pauses neither its questions nor another conversation")
    func conversation() async throws {
        let transport = throttled("POST", "9")
        let connector = Connector.testing(transport, clock: clock)
        async let first = connector.send(Activity(text: "x"), in: place("19:slow"))
        await clock.waitForSleepers()
        let second = Task.immediate { try await connector.delete("1", in: place("19:slow")) }
        _ = try await connector.membersPage(of: place("19:slow"))
        _ = try await connector.send(Activity(text: "x"), in: place("19:quick"))
        #expect(clock.now.offset == .zero)
        clock.advance(by: .seconds(9))
        _ = try await first
        try await second.value
        #expect(when(transport, "POST", "slow") == [.zero, .seconds(9)])
        #expect(when(transport, "DELETE", "slow") == [.seconds(9)])
    }

    @Test(
        "what the service asked for holds also after the last attempt, unless it is too long to be waited for",
        arguments: [("60", 60), ("301", 0), (nil, 0)] as [(String?, Int)])
    func afterTheEnd(field: String?, seconds: Int) async throws {
        let transport = throttled("POST", field)
        var options = Connector.Options()
        options.retry = .never
        let connector = Connector.testing(transport, clock: clock, options: options)
        let error = await connectorError { _ = try await connector.send(Activity(text: "x"), in: place("19:slow")) }
        #expect(error?.code == .throttled)
        try await withoutWaiting(clock) { _ = try await connector.send(Activity(text: "x"), in: place("19:slow")) }
        #expect(when(transport, "POST", "slow") == [.zero, .seconds(seconds)])
    }

    @Test("without pacing only the refused request waits")
    func unpaced() async throws {
        let transport = throttled("GET", "9")
        var options = Connector.Options()
        options.isPaced = false
        let connector = Connector.testing(transport, clock: clock, options: options)
        async let first = connector.membersPage(of: place("19:slow"))
        await clock.waitForSleepers()
        _ = try await connector.membersPage(of: place("19:slow"))
        clock.advance(by: .seconds(9))
        _ = try await first
        #expect(when(transport, "GET", "slow") == [.zero, .zero, .seconds(9)])
    }
}
