import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

private let granted = FakeTransport.Reply.answer(
    200, ["token_type": "Bearer", "expires_in": 3599, "access_token": "secret-token"])

@Suite("Tokens")
struct TokenProviderTests {
    private let clock = ManualClock()

    private func provider(_ transport: FakeTransport, tenant: TenantID? = nil, cloud: Cloud = .public) -> TokenProvider
    {
        TokenProvider(
            .clientSecret("p@ss word&", clientID: "app-1", tenantID: tenant), cloud: cloud, transport: transport,
            clock: clock)
    }

    @Test("ACQ-1: the request is a form to the tenant, or to the cloud's own")
    func request() async throws {
        let transport = FakeTransport(granted)
        let own = provider(transport, tenant: "my tenant")
        #expect(try await own.token(for: own.botScope).value == "secret-token")
        let many = provider(transport)
        _ = try await many.token(for: many.botScope)
        _ = try await many.token(for: many.graphScope())
        let requests = transport.requests
        #expect(requests[0].url == "https://login.microsoftonline.com/my%20tenant/oauth2/v2.0/token")
        #expect(requests[1].url == "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")
        #expect(requests[2].url == "https://login.microsoftonline.com/common/oauth2/v2.0/token")
        #expect(requests[0].method == "POST")
        #expect(requests[0].fields["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(
            String(decoding: requests[0].body, as: UTF8.self)
                == "grant_type=client_credentials&client_id=app-1&client_secret=p%40ss%20word%26&scope=https%3A%2F%2Fapi.botframework.com%2F.default"
        )
    }

    @Test("ACQ-4: a token is kept until five minutes before its end")
    func cache() async throws {
        let transport = FakeTransport(granted)
        let tokens = provider(transport)
        _ = try await tokens.token(for: tokens.botScope)
        clock.advance(by: .seconds(3599 - 301))
        _ = try await tokens.token(for: tokens.botScope)
        #expect(transport.requests.count == 1)
        clock.advance(by: .seconds(1))
        _ = try await tokens.token(for: tokens.botScope)
        #expect(transport.requests.count == 2)
    }

    @Test("one who is cancelled waits no longer for a token, and the others get it")
    func cancelled() async throws {
        let gate = ManualClock()
        let transport = FakeTransport { _, _ in
            try? await gate.sleep(for: .seconds(1))
            return granted
        }
        let tokens = provider(transport)
        let patient = Task { try await tokens.token(for: tokens.botScope) }
        await gate.waitForSleepers()
        let hasty = Task { try await tokens.token(for: tokens.botScope) }
        hasty.cancel()
        let error = await connectorError { _ = try await hasty.value }
        #expect(error?.code == .cancelled)
        gate.advance(by: .seconds(1))
        #expect(try await patient.value.value == "secret-token")
        #expect(transport.requests.count == 1)
    }

    @Test("those who ask at the same time share one request")
    func singleFlight() async throws {
        let gate = ManualClock()
        let transport = FakeTransport { _, _ in
            try? await gate.sleep(for: .seconds(1))
            return granted
        }
        let tokens = provider(transport)
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { try await tokens.token(for: tokens.botScope) } }
            await gate.waitForSleepers()
            gate.advance(by: .seconds(1))
            for try await token in group { #expect(token.value == "secret-token") }
        }
        #expect(transport.requests.count == 1)
    }

    @Test("a refused token is dropped at once, if it is the one in use; when one after the other is refused, no more")
    func drop() async throws {
        let transport = FakeTransport { _, number in
            .answer(200, ["access_token": .string("token-\(number)"), "expires_in": "3599"])
        }
        let tokens = provider(transport)
        let scope = tokens.botScope
        let first = try await tokens.token(for: scope)
        for number in 1...TokenDrops.most {
            let current = try await tokens.token(for: scope)
            #expect(current.value == "token-\(number)")
            tokens.drop(current, of: scope)
            tokens.drop(first, of: scope)
        }
        let last = try await tokens.token(for: scope)
        tokens.drop(last, of: scope)
        #expect(try await tokens.token(for: scope).value == last.value, "five in a minute, and that was the sixth")
        clock.advance(by: .seconds(60))
        tokens.drop(first, of: scope)
        #expect(try await tokens.token(for: scope).value == last.value)
        tokens.drop(last, of: scope)
        #expect(try await tokens.token(for: scope).value == "token-7")
    }

    @Test("a 401 on a send costs that send, and the next one has a new token")
    func unauthorized() async throws {
        let transport = FakeTransport { request, number in
            if request.url.hasSuffix("/token") {
                return .answer(200, ["access_token": .string("token-\(number)"), "expires_in": 3599])
            }
            return request.fields["Authorization"] == "Bearer token-1" ? .refusal(401, "BotNotRegistered") : .created
        }
        let connector = Connector.testing(transport, clock: clock, tokens: provider(transport))
        let error = await connectorError { _ = try await connector.send(Activity(text: "1"), in: .group) }
        #expect(error?.status == 401)
        _ = try await connector.send(Activity(text: "2"), in: .group)
        _ = try await connector.send(Activity(text: "3"), in: .group)
        #expect(transport.requests.count { $0.url.hasSuffix("/token") } == 2)
    }

    @Test(
        "expires_in may be a number, a decimal, a text or missing; nonsense counts as missing",
        arguments: [
            (3599, 3599), ("3599", 3599), (3599.0, 3599), ("3599.0", 3599), (3599.9, 3599), (nil, 600), ("soon", 600),
            (-1, 600), (.number(JSONNumber(1e300)), 86_400), ("1e300", 86_400), ("nan", 600), ("inf", 600),
            (.number(JSONNumber(Int.max)), 86_400), (.number(JSONNumber(Int.min)), 600), ([:], 600), (true, 600),
        ] as [(JSONValue?, Int)])
    func lifetimes(value: JSONValue?, seconds: Int) async throws {
        var answer: JSONObject = ["access_token": "secret-token"]
        answer["expires_in"] = value
        let transport = FakeTransport(.answer(200, .object(answer)))
        let tokens = provider(transport)
        _ = try await tokens.token(for: tokens.botScope)
        clock.advance(by: .seconds(seconds - 301))
        _ = try await tokens.token(for: tokens.botScope)
        #expect(transport.requests.count == 1)
        clock.advance(by: .seconds(2))
        _ = try await tokens.token(for: tokens.botScope)
        #expect(transport.requests.count == 2)
    }

    @Test(
        "a token endpoint that is busy or away is asked again, and the send goes out",
        arguments: [
            (.answer(429, nil, ["Retry-After": "1.5"]), .milliseconds(1500)),
            (.answer(429, nil, ["Retry-After": "Fri, 15 Jan 2027 08:00:06 GMT"]), .seconds(6)),
            (.answer(429, nil, ["Retry-After": "60"]), .seconds(60)),
            (.answer(503, nil, ["Retry-After": "7"]), .seconds(7)), (.answer(500), .seconds(2)),
            (.answer(501), .seconds(2)), (.answer(408), .seconds(2)),
            (.answer(503), .seconds(2)), (.failure(.dropped), .seconds(2)), (.failure(.connect), .seconds(2)),
        ] as [(FakeTransport.Reply, Duration)])
    func busy(reply: FakeTransport.Reply, wait: Duration) async throws {
        let transport = FakeTransport(clock: clock, reply, granted, .created)
        let tokens = TokenProvider(
            .clientSecret("s", clientID: "app-1"), transport: transport, clock: clock, wallClock: clock.wallClock(),
            random: { 0.5 })
        let connector = Connector.testing(transport, clock: clock, tokens: tokens)
        try await withoutWaiting(clock) { _ = try await connector.send(Activity(text: "x"), in: .group) }
        #expect(transport.sent.map(\.at) == [.zero, wait, wait])
    }

    @Test(
        "what would not change, or takes longer than a minute, is an error at once",
        arguments: [
            .answer(400), .answer(401), .answer(302), .failure(.tls), .answer(429, nil, ["Retry-After": "61"]),
        ] as [FakeTransport.Reply])
    func final(reply: FakeTransport.Reply) async throws {
        let transport = FakeTransport(clock: clock, reply)
        let tokens = provider(transport)
        let error = await connectorError { _ = try await tokens.token(for: tokens.botScope) }
        #expect(error?.code == .noToken)
        #expect(transport.requests.count == 1)
    }

    @Test(
        "a refusal names the setting to look at, and never the secret",
        arguments: [
            ("invalid_client", 401, "CLIENT_SECRET"), ("unauthorized_client", 400, "CLIENT_ID"),
            ("invalid_scope", 400, "CLOUD"), ("anything", 418, "TENANT_ID"),
        ])
    func refusal(code: String, status: Int, setting: String) async throws {
        let transport = FakeTransport(
            .answer(status, ["error": .string(code), "error_description": "AADSTS: bad 'p@ss word&' given"]))
        let tokens = provider(transport)
        let error = try #require(
            await connectorError {
                _ = try await tokens.token(for: tokens.botScope)
            })
        #expect(error.code == .noToken)
        #expect(error.message.contains(setting))
        #expect(!error.description.contains("p@ss"))
    }

    @Test("no answer, or one without a token, is an error too, and the next request asks again")
    func recovers() async throws {
        let transport = FakeTransport(.failure(.tls), .answer(200, ["token_type": "Bearer"]), granted)
        let tokens = provider(transport)
        for _ in 0..<2 {
            let error = await connectorError {
                _ = try await tokens.token(for: tokens.botScope)
            }
            #expect(error?.code == .noToken)
        }
        #expect(try await tokens.token(for: tokens.botScope).value == "secret-token")
    }

    @Test("HTTP-1, HTTP-2: a function of the caller's gives tokens; when it fails the request does not go out")
    func function() async throws {
        struct Locked: Error {}
        let asked = Mutex(0)
        let transport = FakeTransport(.created)
        let tokens = TokenProvider(
            .tokens(clientID: "app-1", tenantID: "t") { scope in
                #expect(scope == TokenScope(tenantID: "t", scope: "https://api.botframework.com/.default"))
                let count = asked.withLock { count in
                    count += 1
                    return count
                }
                if count == 1 { throw Locked() }
                return AccessToken("mine-\(count)")
            }, transport: transport, clock: clock)
        let connector = Connector.testing(transport, clock: clock, tokens: tokens)
        let error = await connectorError {
            _ = try await connector.send(Activity(text: "hi"), in: .group)
        }
        #expect(error?.code == .noToken)
        #expect(transport.requests.isEmpty)
        _ = try await connector.send(Activity(text: "hi"), in: .group)
        _ = try await connector.send(Activity(text: "hi"), in: .group)
        #expect(transport.requests.map { $0.fields["Authorization"] } == ["Bearer mine-2", "Bearer mine-3"])
    }

    @Test("printing credentials and tokens shows neither secret nor token")
    func printing() {
        let credentials = Credentials.clientSecret("hush", clientID: "app-1")
        var text = "\(credentials) \(AccessToken("hush", lifetime: .seconds(1)))"
        dump(credentials, to: &text)
        dump(AccessToken("hush"), to: &text)
        #expect(!text.contains("hush"))
        #expect(text.contains("app-1"))
    }
}
