import HTTPKit
import JSONKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

private let home = "https://smba.trafficmanager.net/amer"
private let gcc = "https://smba.infra.gcc.teams.microsoft.com"

private func place(_ id: ConversationID, _ tenant: TenantID? = nil, at url: String = home) -> ConversationReference {
    ConversationReference(id, type: .groupChat, tenantId: tenant, serviceUrl: url)
}

/// The hosts that were asked, in order, in short.
private func hosts(_ transport: FakeTransport) -> [String] {
    transport.requests.map { $0.url.hasPrefix(gcc + "/") ? "gcc" : "home" }
}

@Suite("Organisations of GCC")
struct GCCMoveTests {
    /// A service whose public host serves nobody, with this answer to a creation at the other one.
    private func service(created: JSONValue = ["id": "a:1"]) -> FakeTransport {
        FakeTransport { request, _ in
            guard request.url.hasPrefix(gcc + "/") else { return .refusal(403, "InvalidBotApiHost") }
            return request.url.hasSuffix("/v3/conversations") ? .answer(201, created) : .answer(200, ["id": "1"])
        }
    }

    @Test("what was said of a conversation holds for all that is done in it, by an old reference too")
    func conversation() async throws {
        let transport = service()
        let connector = Connector.testing(transport)
        let sent = try await connector.send(Activity(text: "x"), in: place("19:a"))
        #expect(sent.serviceUrl == gcc + "/amer")
        try await connector.update("1", to: Activity(text: "y"), in: place("19:a"))
        _ = try await connector.members(of: place("19:a"))
        try await connector.delete("1", in: place("19:a", at: sent.serviceUrl))
        #expect(hosts(transport) == ["home", "gcc", "gcc", "gcc", "gcc"])
        #expect(transport.requests.last?.url == gcc + "/amer/v3/conversations/19%3Aa/activities/1")
        _ = try await connector.send(Activity(text: "x"), in: place("19:b"))
        #expect(hosts(transport).suffix(2) == ["home", "gcc"], "nothing was said of this one")
    }

    @Test("what was said of an organisation holds for all of its conversations, and for no other's")
    func organisation() async throws {
        let transport = service()
        let connector = Connector.testing(transport)
        for number in 0..<3 {
            _ = try await connector.send(Activity(text: "x"), in: place(ConversationID("19:\(number)"), "T1"))
        }
        _ = try await connector.createConversation(.personal(with: "29:x", tenantId: "t1"), serviceUrl: home)
        #expect(hosts(transport) == ["home", "gcc", "gcc", "gcc", "gcc"])
        _ = try await connector.send(Activity(text: "x"), in: place("19:9", "t2"))
        #expect(hosts(transport).suffix(2) == ["home", "gcc"])
    }

    @Test(
        "a created conversation carries the host that made it",
        arguments: [
            (nil, gcc + "/amer"), ("", gcc + "/amer"), (home + "/t", gcc + "/amer"), ("nonsense", gcc + "/amer"),
            (gcc + "/teams", gcc + "/teams"), (gcc + ".harvest.test", gcc + "/amer"),
        ] as [(String?, String)])
    func created(named: String?, expected: String) async throws {
        var answer: JSONObject = ["id": "a:1"]
        answer["serviceUrl"] = named.map { .string($0) }
        let connector = Connector.testing(service(created: .object(answer)))
        let created = try await connector.createConversation(.personal(with: "29:x", tenantId: "t"), serviceUrl: home)
        #expect(created.reference.serviceUrl == expected)
    }

    @Test("when the other host refuses as well, the first one is asked again next time")
    func both() async throws {
        let isPublic = Flag()
        let transport = FakeTransport { request, _ in
            request.url.hasPrefix(gcc + "/") == isPublic.isSet ? .refusal(403, "InvalidBotApiHost") : .created
        }
        let connector = Connector.testing(transport)
        _ = try await connector.send(Activity(text: "x"), in: place("19:a", "t"))
        isPublic.set()
        let error = await connectorError { _ = try await connector.send(Activity(text: "x"), in: place("19:a", "t")) }
        #expect(error?.code == .wrongHost)
        #expect(error?.attempts == 1)
        _ = try await connector.send(Activity(text: "x"), in: place("19:a", "t"))
        #expect(hosts(transport) == ["home", "gcc", "gcc", "home"])
    }

    @Test(
        "a request that went to the other host already is not sent there a second time",
        arguments: [gcc, gcc + "/amer"])
    func alreadyThere(url: String) async throws {
        let transport = FakeTransport(.refusal(403, "InvalidBotApiHost"))
        let connector = Connector.testing(transport)
        let error = await connectorError {
            _ = try await connector.send(Activity(text: "x"), in: place("19:a", at: url))
        }
        #expect(error?.code == .wrongHost)
        #expect(transport.requests.count == 1)
    }

    @Test("what is remembered has a bound, and the newest stays")
    func bounded() throws {
        let moved = MovedHosts(capacity: 100)
        let base = try HTTP.Address(base: home)
        let lanes = (0..<1_000).map { Lane(.sends("19:\($0)"), tenant: nil) }
        for lane in lanes {
            moved.insert(lane, at: base)
            #expect(moved.count <= 100)
            #expect(moved.contains(lane, at: base))
        }
        #expect(!moved.contains(lanes[0], at: base))
        #expect(!moved.contains(lanes[999], at: try HTTP.Address(base: "https://elsewhere.test")))
    }
}
