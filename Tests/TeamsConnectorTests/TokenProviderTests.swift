import HTTPKit
import JSONKit
import ServiceKit
import Synchronization
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

    @Test("a token is kept until five minutes before its end")
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

    @Test("a refused token is dropped once a minute, and only if it is the one in use")
    func drop() async throws {
        let transport = FakeTransport { _, number in
            .answer(200, ["access_token": .string("token-\(number)"), "expires_in": "3599"])
        }
        let tokens = provider(transport)
        let scope = tokens.botScope
        let first = try await tokens.token(for: scope)
        await tokens.drop(first, of: scope)
        let second = try await tokens.token(for: scope)
        #expect(second.value == "token-2")
        await tokens.drop(second, of: scope)
        await tokens.drop(first, of: scope)
        #expect(try await tokens.token(for: scope).value == "token-2")
        clock.advance(by: .seconds(60))
        await tokens.drop(first, of: scope)
        #expect(try await tokens.token(for: scope).value == "token-2")
        await tokens.drop(second, of: scope)
        #expect(try await tokens.token(for: scope).value == "token-3")
    }

    @Test(
        "a refusal names the setting to look at, and never the secret",
        arguments: [
            ("invalid_client", 401, "CLIENT_SECRET"), ("unauthorized_client", 400, "CLIENT_ID"),
            ("invalid_scope", 400, "CLOUD"), ("anything", 500, "TENANT_ID"),
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
        let transport = FakeTransport(.failure(.connect), .answer(200, ["token_type": "Bearer"]), granted)
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
