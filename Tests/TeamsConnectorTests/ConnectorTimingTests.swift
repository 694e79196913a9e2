import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

private func reference(_ id: ConversationID) -> ConversationReference {
    ConversationReference(id, type: .groupChat, serviceUrl: "https://smba.trafficmanager.net/emea/t/")
}

@Suite("Order, pace and repetition")
struct ConnectorTimingTests {
    private let clock = ManualClock()

    private func send(_ connector: Connector, _ id: ConversationID = "19:g", _ text: String = "x") async throws {
        _ = try await connector.send(Activity(text: text), in: reference(id))
    }

    @Test("RETRY-1: what the table names is sent again after its wait; the last error says how often")
    func repeats() async throws {
        let transport = FakeTransport(clock: clock, .refusal(503, ""))
        let connector = Connector.testing(transport, clock: clock)
        let error = try await withoutWaiting(clock) {
            await connectorError {
                _ = try await connector.send(Activity(text: "x"), in: .group)
            }
        }
        #expect(transport.sent.map(\.at) == [.zero, .seconds(2), .seconds(5), .seconds(10)])
        #expect(error?.attempts == 4)
        #expect(error?.isAmbiguous == true)
    }

    @Test("Retry-After is waited for, then the send succeeds")
    func retryAfter() async throws {
        let transport = FakeTransport(clock: clock, .refusal(429, "Throttled", "", ["Retry-After": "7"]), .created)
        let connector = Connector.testing(transport, clock: clock)
        try await withoutWaiting(clock) { try await send(connector) }
        #expect(transport.sent.map(\.at) == [.zero, .seconds(7)])
    }

    @Test("no more wait for a conversation, and for all together, than may; the rest is an error at once")
    func waiting() async throws {
        let gate = ManualClock()
        let isGateOpen = Flag()
        let transport = FakeTransport(clock: clock) { _, _ in
            if !isGateOpen.isSet { try? await gate.sleep(for: .seconds(1)) }
            return .created
        }
        var options = Connector.Options()
        options.isPaced = false
        options.maxWaitingPerConversation = 3
        options.maxWaiting = 5
        let connector = Connector.testing(transport, clock: clock, options: options)
        let outcomes = try await withThrowingTaskGroup(of: ConnectorError?.self) { group in
            for id in ["19:a", "19:b"] as [ConversationID] {
                for _ in 0..<10 {
                    group.addTask {
                        await connectorError { try await send(connector, id) }
                    }
                }
            }
            // One of each conversation is under way, three and two wait, and thirteen are told at once.
            var outcomes: [ConnectorError?] = []
            while outcomes.count < 13, let outcome = try await group.next() { outcomes.append(outcome) }
            #expect(outcomes.allSatisfy { $0?.code == .tooManyWaiting })
            await gate.waitForSleepers(2)
            isGateOpen.set()
            gate.advanceToNextSleeper()
            while let outcome = try await group.next() { outcomes.append(outcome) }
            return outcomes
        }
        #expect(outcomes.count { $0 == nil } == 7)
        #expect(transport.requests.count == 7)
        #expect(connector.waitingCount == 0)
    }

    @Test("a conversation that is throttled does not pause another")
    func independent() async throws {
        let transport = FakeTransport(clock: clock) { request, _ in
            request.url.contains("slow") ? .refusal(429, "Throttled", "", ["Retry-After": "60"]) : .created
        }
        let connector = Connector.testing(transport, clock: clock)
        let slow = Task { try await send(connector, "19:slow") }
        await clock.waitForSleepers()
        try await send(connector, "19:quick")
        #expect(clock.now.offset == .zero)
        slow.cancel()
        await #expect(throws: ConnectorError.self) { try await slow.value }
    }

    @Test("500 and a time-out are final", arguments: [.answer(500), .failure(.timeout)] as [FakeTransport.Reply])
    func final(reply: FakeTransport.Reply) async throws {
        let transport = FakeTransport(clock: clock, reply)
        let connector = Connector.testing(transport, clock: clock)
        let error = await connectorError {
            _ = try await connector.send(Activity(text: "x"), in: .group)
        }
        #expect(error != nil)
        #expect(transport.requests.count == 1)
    }

    @Test(
        "sends to one conversation meet the floor of the limits and no more",
        arguments: [(8, 1), (9, 2), (61, 30), (100, 39)])
    func pace(count: Int, seconds: Int) async throws {
        let transport = FakeTransport(clock: clock, .created)
        let connector = Connector.testing(transport, clock: clock)
        try await withoutWaiting(clock) { for _ in 0..<count { try await send(connector) } }
        #expect(transport.sent.last?.at == .seconds(seconds))
    }

    @Test("updates and deletions count as sends; questions do not")
    func whatCounts() async throws {
        let transport = FakeTransport(clock: clock, .answer(200, ["id": "1"]))
        let connector = Connector.testing(transport, clock: clock)
        try await withoutWaiting(clock) {
            for _ in 0..<3 { try await connector.update("1", to: Activity(text: "x"), in: .group) }
            for _ in 0..<10 { _ = try await connector.membersPage(of: .group) }
            for _ in 0..<4 { try await connector.delete("1", in: .group) }
            try await connector.sendTyping(in: .group)
        }
        #expect(transport.sent.dropLast().allSatisfy { $0.at == .zero })
        #expect(transport.sent.last?.at == .seconds(1))
    }

    @Test("without pacing nothing waits")
    func unpaced() async throws {
        let transport = FakeTransport(clock: clock, .created)
        var options = Connector.Options()
        options.isPaced = false
        let connector = Connector.testing(transport, clock: clock, options: options)
        for _ in 0..<100 { try await send(connector) }
        #expect(clock.now.offset == .zero)
        try await send(connector, "19:other")
        #expect(connector.remembered <= 2)
    }

    @Test("sends of one conversation never overlap, and keep their order; others go at the same time")
    func serialised() async throws {
        let gate = ManualClock()
        let underWay = Mutex((now: 0, most: 0))
        let transport = FakeTransport(clock: clock) { _, _ in
            underWay.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            try? await gate.sleep(for: .seconds(1))
            underWay.withLock { $0.now -= 1 }
            return .created
        }
        var options = Connector.Options()
        options.isPaced = false
        let connector = Connector.testing(transport, clock: clock, options: options)
        try await withThrowingTaskGroup { group in
            for _ in 0..<5 { group.addTask { try await send(connector) } }
            for _ in 0..<5 {
                await gate.waitForSleepers()
                gate.advanceToNextSleeper()
                try await group.next()
            }
        }
        #expect(underWay.withLock { $0.most } == 1)
        try await withThrowingTaskGroup { group in
            for index in 0..<5 { group.addTask { try await send(connector, ConversationID("19:\(index)")) } }
            await gate.waitForSleepers(5)
            gate.advance(by: .seconds(1))
            try await group.waitForAll()
        }
        #expect(underWay.withLock { $0.most } == 5)
    }

    @Test("one who waits for a conversation can be cancelled, and the next one goes on")
    func cancelledWaiter() async throws {
        let gate = ManualClock()
        let transport = FakeTransport(clock: clock) { _, _ in
            try? await gate.sleep(for: .seconds(1))
            return .created
        }
        let connector = Connector.testing(transport, clock: clock)
        let first = Task { try await send(connector) }
        await gate.waitForSleepers()
        let second = Task { try await send(connector) }
        second.cancel()
        await #expect(throws: ConnectorError.self) { try await second.value }
        gate.advance(by: .seconds(1))
        try await first.value
        let third = Task { try await send(connector) }
        await gate.waitForSleepers()
        gate.advance(by: .seconds(1))
        try await third.value
        #expect(transport.requests.count == 2)
    }

    @Test("conversations without a send for an hour are forgotten")
    func forgets() async throws {
        let transport = FakeTransport(clock: clock, .created)
        let connector = Connector.testing(transport, clock: clock)
        for index in 0..<500 {
            // Ten conversations an organisation, so that none waits for another.
            let place = ConversationReference(
                ConversationID("19:\(index)"), type: .groupChat, tenantId: TenantID(rawValue: "\(index / 10)"),
                serviceUrl: "https://smba.trafficmanager.net/emea/t/")
            _ = try await connector.send(Activity(text: "x"), in: place)
        }
        #expect(connector.remembered == 500)
        clock.advance(by: .seconds(1800))
        try await send(connector, "19:0")
        clock.advance(by: .seconds(1800))
        try await send(connector, "19:new")
        #expect(connector.remembered == 2)
        clock.advance(by: .seconds(1800))
        try await send(connector, "19:new")
        #expect(connector.remembered == 1)
    }

    @Test("a conversation of GCC moves to its host once, and stays there")
    func gcc() async throws {
        let transport = FakeTransport(clock: clock) { request, _ in
            request.url.hasPrefix("https://smba.infra.gcc.teams.microsoft.com/")
                ? .created : .refusal(403, "InvalidBotApiHost", "Invalid bot api host.")
        }
        let connector = Connector.testing(transport, clock: clock)
        let sent = try await connector.send(Activity(text: "x"), in: .group)
        #expect(sent.serviceUrl == "https://smba.infra.gcc.teams.microsoft.com/emea/t")
        try await connector.delete("1", in: .group)
        let hosts = transport.requests.map { $0.url.split(separator: "/")[1] }
        let gcc: Substring = "smba.infra.gcc.teams.microsoft.com"
        #expect(hosts == ["smba.trafficmanager.net", gcc, gcc])
        #expect(transport.sent.allSatisfy { $0.at == .zero })
    }

    @Test("a host that refuses too is the end")
    func gccRefusesToo() async throws {
        let transport = FakeTransport(clock: clock, .refusal(403, "InvalidBotApiHost"))
        let connector = Connector.testing(transport, clock: clock)
        let error = await connectorError {
            _ = try await connector.send(Activity(text: "x"), in: .group)
        }
        #expect(error?.code == .wrongHost)
        #expect(transport.requests.count == 2)
    }

    @Test("a service on this machine never sends the token elsewhere")
    func staysLocal() async throws {
        let transport = FakeTransport(clock: clock, .refusal(403, "InvalidBotApiHost"))
        let here = ConversationReference("19:g", type: .groupChat, serviceUrl: "http://127.0.0.1:3979/emea/t/")
        let connector = Connector.testing(transport, clock: clock)
        _ = await connectorError {
            _ = try await connector.send(Activity(text: "x"), in: here)
        }
        #expect(transport.requests.count == 1)
        let local = Connector.testing(transport, clock: clock, cloud: try .local("http://127.0.0.1:3979"))
        _ = await connectorError {
            _ = try await local.send(Activity(text: "x"), in: here)
        }
        #expect(
            transport.requests.last?.url == "http://127.0.0.1:3979/gcc/emea/t/v3/conversations/19%3Ag/activities")
    }
}
