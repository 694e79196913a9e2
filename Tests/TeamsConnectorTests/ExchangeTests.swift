import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

private let home = "https://smba.trafficmanager.net/emea/t"
private let foreign = "https://harvest.test/emea/t"

private func call(_ base: String) throws -> Call {
    Call(
        "send", "POST", at: try HTTP.Address(base: base), path: ["v3", "x y"], body: ["text": "hi"], isRepeatable: false
    )
}

/// Grants tokens, and answers everything else with `reply`.
private func service(_ reply: FakeTransport.Reply) -> FakeTransport {
    FakeTransport { request, _ in
        request.url.hasSuffix("/token") ? .answer(200, ["access_token": "secret", "expires_in": 3599]) : reply
    }
}

@Suite("One request, one token, one outcome")
struct ExchangeTests {
    private func exchange(_ transport: FakeTransport, hosts: Set<String> = []) -> Exchange {
        Exchange(
            tokens: TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport), transport: transport,
            cloud: .public, additionalServiceHosts: hosts)
    }

    @Test("A service of the cloud gets the request with the token, and its answer is the outcome")
    func answered() async throws {
        let transport = service(.answer(201, ["id": "1"]))
        let outcome = await exchange(transport).send(try call(home))
        let answer = try outcome.answer(to: "send")
        #expect(answer.status == 201)
        #expect(answer.json == ["id": "1"])
        #expect(answer.base.description == home)
        let request = try #require(transport.requests.last)
        #expect(request.url == "\(home)/v3/x%20y")
        #expect(request.fields["Authorization"] == "Bearer secret")
        #expect(request.fields["Content-Type"] == "application/json; charset=utf-8")
    }

    @Test("A service that the allow list does not reach gets no request, and no token is asked for")
    func withheld() async throws {
        for base in [
            foreign, "http://127.0.0.1:3979", "https://smba.trafficmanager.net:8443", "http://smba.trafficmanager.net",
            "https://smba.trafficmanager.net.harvest.test",
        ] {
            let transport = service(.created)
            guard case .withheld(let error) = await exchange(transport).send(try call(base)) else {
                Issue.record("sent to \(base)")
                continue
            }
            #expect(error.code == .serviceNotAllowed)
            #expect(transport.requests.isEmpty, "\(base)")
        }
    }

    @Test("When all hosts are allowed, a token still goes nowhere without https, but to this machine")
    func everyHost() async throws {
        for (base, isSent) in [
            (foreign, true), ("http://127.0.0.1:3979", true), ("http://harvest.test", false),
            ("http://smba.trafficmanager.net", false),
        ] {
            let transport = service(.created)
            let outcome = await exchange(transport, hosts: ["*"]).send(try call(base))
            if case .answered = outcome { #expect(isSent, "\(base)") } else { #expect(!isSent, "\(base)") }
            #expect(transport.requests.isEmpty == !isSent, "\(base)")
        }
    }

    @Test("A redirect is a refusal: nobody follows it", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let transport = service(.answer(status, nil, ["Location": "\(foreign)/v3/x"]))
        let outcome = await exchange(transport).send(try call(home))
        guard case .refused(let refusal) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(refusal.status == status)
        #expect(refusal.fact == RetryTable.Fact(meaning: .refused, wait: .never, isAmbiguous: false))
        #expect(!transport.requests.contains { $0.url.contains("harvest") })
    }

    @Test("Over the wire, too: a 307 to a foreign host brings that host no request", arguments: [302, 307])
    func redirectOverTheWire(status: Int) async throws {
        let stranger = try HTTPServer(logger: Log(label: "stranger", sink: MemorySink()))
        let server = try HTTPServer(logger: Log(label: "service", sink: MemorySink()))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await stranger.run { _ in
                    Issue.record("a redirect was followed")
                    return .empty()
                }
            }
            group.addTask {
                try await server.run { request in
                    #expect(request.fields["Authorization"] == "Bearer secret")
                    return .response(
                        HTTP.Response(status: status, fields: ["Location": "http://\(stranger.address)/v3"]))
                }
            }
            let transport = HTTPClient()
            let tokens = TokenProvider(
                .tokens(clientID: "app-1") { _ in AccessToken("secret") }, transport: transport)
            let connector = Connector(
                tokens: tokens, transport: transport, cloud: try .local("http://\(server.address)"))
            let error = await connectorError {
                let place = ConversationReference("19:g", type: .groupChat, serviceUrl: "http://\(server.address)/t")
                _ = try await connector.send(Activity(text: "x"), in: place)
            }
            #expect(error?.status == status)
            for each in [stranger, server] { each.beginShutdown() }
            try await group.waitForAll()
        }
    }

    @Test("A stored reference, a created conversation and a page of a foreign host bring that host no request")
    func foreignHosts() async throws {
        let transport = service(.answer(201, ["id": "a:1", "serviceUrl": .string(foreign)]))
        let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport)
        let connector = Connector.testing(transport, tokens: tokens)
        let stored = ConversationReference("19:g@thread.v2", type: .groupChat, tenantId: "t", serviceUrl: foreign)
        let created = try await connector.createConversation(.personal(with: "29:x", tenantId: "t")).reference
        for reference in [stored, created] {
            let attempts: [@Sendable () async throws -> Void] = [
                { _ = try await connector.send(Activity(text: "x"), in: reference) },
                { try await connector.update("1", to: Activity(text: "x"), in: reference) },
                { try await connector.delete("1", in: reference) },
                { _ = try await connector.members(of: reference) },
            ]
            for attempt in attempts {
                #expect(await connectorError(attempt)?.code == .serviceNotAllowed)
            }
        }
        #expect(!transport.requests.contains { $0.url.contains("harvest") })
        #expect(transport.requests.allSatisfy { ($0.fields["Authorization"] == nil) == $0.url.hasSuffix("/token") })
    }

    @Test("An id that looks like an address stays in the path of its service")
    func idsAreNoAddresses() async throws {
        let transport = service(.created)
        let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport)
        let connector = Connector.testing(transport, tokens: tokens)
        for id in ["https://harvest.test/", "//harvest.test", "../../..", "@harvest.test", "?x#y", "a\r\nb"] {
            let place = ConversationReference(
                ConversationID(id), type: .groupChat, tenantId: TenantID(rawValue: id), serviceUrl: home)
            _ = try await connector.send(Activity(text: "x"), in: place)
            let url = try HTTP.Address(try #require(transport.requests.last).url)
            #expect(url.authority == "smba.trafficmanager.net:443")
            #expect(url.path.hasPrefix("/emea/t/v3/conversations/"))
        }
    }

    @Test("No answer is an outcome that says why")
    func unanswered() async throws {
        let transport = service(.failure(.timeout))
        let outcome = await exchange(transport).send(try call(home))
        #expect(outcome.fact == RetryTable.Fact(meaning: .timedOut, wait: .never, isAmbiguous: true))
        guard case .unanswered(let silence) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(silence.reason.code == .timeout)
    }

    @Test("A refusal says what the service asked for")
    func refused() async throws {
        let transport = service(.refusal(429, "Throttled", "slow down", ["Retry-After": "3", "MS-CV": "abc.1"]))
        let outcome = await exchange(transport).send(try call(home))
        #expect(outcome.retryAfter == .seconds(3))
        #expect(outcome.fact == RetryTable.Fact(meaning: .throttled, wait: .retryAfter, isAmbiguous: false))
        guard case .refused(let refusal) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(refusal.body.message == "slow down")
        #expect(refusal.correlation == "abc.1")
    }
}
