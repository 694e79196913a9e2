import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

private func place(_ id: String, _ tenant: TenantID?) -> ConversationReference {
    ConversationReference(
        ConversationID(id), type: .groupChat, tenantId: tenant, serviceUrl: "https://smba.trafficmanager.net/emea/t/")
}

@Suite("The windows of organisations, and of questions")
struct ConnectorPacingTests {
    private let clock = ManualClock()

    @Test("an organisation gets fifty requests a second, and another one is not slowed down", arguments: ["t", nil])
    func tenants(tenant: String?) async throws {
        let transport = FakeTransport(clock: clock, .created)
        let connector = Connector.testing(transport, clock: clock)
        try await withoutWaiting(clock) {
            for number in 0..<101 {
                let here = place("19:\(number)", tenant.map { TenantID(rawValue: $0) })
                _ = try await connector.send(Activity(text: "x"), in: here)
            }
        }
        #expect(transport.sent.map(\.at).filter { $0 == .zero }.count == 50)
        #expect(transport.sent.map(\.at).filter { $0 == .seconds(1) }.count == 50)
        #expect(transport.sent.last?.at == .seconds(2))
        let now = clock.now.offset
        _ = try await connector.send(Activity(text: "x"), in: place("19:other", "elsewhere"))
        #expect(transport.sent.last?.at == now)
    }

    @Test("requests that come at the same time go in the order in which they came")
    func order() async throws {
        let (sends, isSent) = AsyncStream.makeStream(of: Void.self)
        let transport = FakeTransport(clock: clock) { _, _ in
            isSent.yield()
            return .created
        }
        let connector = Connector.testing(transport, clock: clock)
        var send = sends.makeAsyncIterator()
        for number in 0..<50 {
            _ = try await connector.send(Activity(text: "x"), in: place("19:\(number)", "t"))
            await send.next()
            clock.advance(by: .milliseconds(10))
        }
        try await withThrowingTaskGroup { group in
            for number in 100..<120 {
                let before = connector.waitingCount
                group.addImmediateTask {
                    _ = try await connector.send(Activity(text: "x"), in: place("19:\(number)", "t"))
                }
                // The first sleeps until its window opens, the others wait behind it.
                if number == 100 {
                    await clock.waitForSleepers()
                } else {
                    #expect(connector.waitingCount == before + 1)
                }
            }
            // Half a second later the window lets one through every ten milliseconds.
            clock.advance(by: .milliseconds(500))
            await send.next()
            for _ in 101..<120 {
                await clock.waitForSleepers()
                clock.advance(by: .milliseconds(10))
                await send.next()
            }
            try await group.waitForAll()
        }
        let late = transport.sent.dropFirst(50)
        #expect(late.map(\.at) == (0..<20).map { .seconds(1) + .milliseconds(10) * $0 })
        let order = late.compactMap { $0.request.url.firstMatch(of: /19%3A(\d+)/)?.1 }.map(String.init)
        #expect(order == (100..<120).map(String.init))
    }

    @Test("while fifty are under way the next one waits for an answer, and can be cancelled")
    func underWay() async throws {
        let gate = ManualClock()
        let transport = FakeTransport(clock: clock) { _, _ in
            try? await gate.sleep(for: .seconds(1))
            return .created
        }
        let connector = Connector.testing(transport, clock: clock)
        try await withThrowingTaskGroup { group in
            for number in 0..<50 {
                group.addTask { _ = try await connector.send(Activity(text: "x"), in: place("19:\(number)", "t")) }
            }
            await gate.waitForSleepers(50)
            let hasty = Task.immediate { try await connector.send(Activity(text: "x"), in: place("19:hasty", "t")) }
            let patient = Task.immediate { try await connector.send(Activity(text: "x"), in: place("19:patient", "t")) }
            #expect(connector.waitingCount == 1)
            hasty.cancel()
            let error = await connectorError { _ = try await hasty.value }
            #expect(error?.code == .cancelled)
            #expect(transport.requests.count == 50)
            gate.advance(by: .seconds(1))
            try await group.waitForAll()
            await clock.waitForSleepers()
            clock.advance(by: .seconds(1))
            await gate.waitForSleepers()
            gate.advance(by: .seconds(1))
            _ = try await patient.value
        }
        #expect(transport.requests.count == 51)
        #expect(transport.sent.last?.at == .seconds(1))
        #expect(connector.waitingCount == 0)
    }

    @Test("questions about a conversation have windows of their own, twice as wide, and need not wait for one another")
    func roster() async throws {
        let transport = FakeTransport(clock: clock, .answer(200, ["members": []]))
        let connector = Connector.testing(transport, clock: clock)
        try await withoutWaiting(clock) {
            for _ in 0..<17 { _ = try await connector.membersPage(of: place("19:g", "t")) }
        }
        #expect(
            transport.sent.map(\.at) == Array(repeating: .zero, count: 14) + [.seconds(1), .seconds(1), .seconds(2)])
        let now = clock.now.offset
        _ = try await connector.send(Activity(text: "x"), in: place("19:g", "t"))
        #expect(transport.sent.last?.at == now, "a send does not wait for the windows of questions")
    }
    @Test("a text with attachments, which may become two messages, counts twice; where it replaces one, once")
    func split() async throws {
        let transport = FakeTransport(clock: clock, .created)
        let connector = Connector.testing(transport, clock: clock)
        var activity = Activity(text: "x")
        activity.attachments = [Attachment(.adaptiveCard, content: ["type": "AdaptiveCard"])]
        let both = activity
        try await withoutWaiting(clock) {
            for _ in 0..<4 { _ = try await connector.send(both, in: place("19:a", "t")) }
            _ = try await connector.reply(both, to: "1", in: place("19:a", "t"))
            _ = try await connector.createConversation(
                .thread(in: "19:a", tenantId: "t", startingWith: both),
                serviceUrl: "https://smba.trafficmanager.net/emea/t/")
        }
        #expect(transport.sent.map(\.at) == [.zero, .zero, .zero, .seconds(1), .seconds(2), .seconds(2)])
        let now = clock.now.offset
        try await withoutWaiting(clock) {
            for _ in 0..<7 { try await connector.update("1", to: both, in: place("19:b", "t")) }
        }
        #expect(transport.sent.suffix(7).allSatisfy { $0.at == now })
    }

    @Test("without a token nothing is sent, and nothing counts")
    func withheld() async throws {
        let transport = FakeTransport(clock: clock, .answer(400))
        let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport, clock: clock)
        let connector = Connector.testing(transport, clock: clock, tokens: tokens)
        for _ in 0..<100 {
            let error = await connectorError {
                _ = try await connector.send(Activity(text: "x"), in: place("19:g", "t"))
            }
            #expect(error?.code == .noToken)
        }
        #expect(clock.now.offset == .zero)
        #expect(connector.remembered == 0)
    }

    @Test("without pacing an organisation waits for nothing")
    func unpaced() async throws {
        let transport = FakeTransport(clock: clock, .created)
        var options = Connector.Options()
        options.isPaced = false
        let connector = Connector.testing(transport, clock: clock, options: options)
        for number in 0..<200 { _ = try await connector.send(Activity(text: "x"), in: place("19:\(number)", "t")) }
        #expect(clock.now.offset == .zero)
    }
}
