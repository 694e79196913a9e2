import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

@Suite("Refusals of the token endpoint")
struct TokenRefusalTests {
    private let clock = ManualClock()

    private static let refusals: [(status: Int, name: String, code: Int, setting: String)] = [
        (401, "invalid_client", 7_000_215, "check CLIENT_SECRET"), (401, "invalid_client", 7_000_222, "has expired"),
        (400, "unauthorized_client", 700_016, "check CLIENT_ID"), (400, "invalid_request", 90_002, "check TENANT_ID"),
        (400, "invalid_request", 900_023, "check TENANT_ID"), (400, "invalid_scope", 70_011, "check CLOUD"),
        (400, "invalid_resource", 500_011, "check CLOUD"), (400, "invalid_request", 900_382, "check CLOUD"),
        (400, "unauthorized_client", 7_000_229, "check CLIENT_ID"),
        (401, "invalid_client", 999_999, "check CLIENT_SECRET"), (400, "unauthorized_client", 1, "check CLIENT_ID"),
        (400, "news", 1, "check CLIENT_ID, CLIENT_SECRET, TENANT_ID and CLOUD"),
    ]

    @Test("One error names the setting first, however long the service speaks", arguments: refusals, [true, false])
    func names(_ refusal: (status: Int, name: String, code: Int, setting: String), isListed: Bool) async throws {
        var answer: JSONObject = [
            "error": .string(refusal.name),
            "error_description": .string(
                "AADSTS\(refusal.code): not 'p@ss'. \(String(repeating: "long ", count: 200))"),
        ]
        if isListed {
            answer["error_codes"] = [.number(JSONNumber(refusal.code))]
            answer["error_description"] = "something else"
        }
        let transport = FakeTransport(clock: clock, .answer(refusal.status, .object(answer)))
        let tokens = TokenProvider(
            .clientSecret("p@ss", clientID: "app-1", tenantID: "T"), transport: transport, clock: clock)
        let error = try #require(await connectorError { _ = try await tokens.token(for: tokens.botScope) })
        #expect(error.code == .noToken)
        #expect(error.message.contains(refusal.setting), "\(error)")
        #expect(!"\(error)".contains("p@ss"))
    }

    @Test("Answers that are not what they should be are errors as well")
    func strange() async throws {
        for body in [.null, "text", [:], ["error": 7], ["error_codes": "x"], ["error_codes": [[:], 1e300, nil]]]
            as [JSONValue]
        {
            let transport = FakeTransport(clock: clock, .answer(401, body))
            let tokens = TokenProvider(.clientSecret("", clientID: "app-1"), transport: transport, clock: clock)
            let error = try #require(await connectorError { _ = try await tokens.token(for: tokens.botScope) })
            #expect(error.message.contains("CLIENT_SECRET"))
        }
    }

    @Test("A thousand sends with a wrong secret are a handful of requests, and all get the same error")
    func storm() async throws {
        let transport = FakeTransport(clock: clock) { request, _ in
            request.url.hasSuffix("/token")
                ? .answer(401, ["error": "invalid_client", "error_codes": [7_000_215]]) : .created
        }
        let tokens = TokenProvider(.clientSecret("wrong", clientID: "app-1"), transport: transport, clock: clock)
        let connector = Connector.testing(transport, clock: clock, tokens: tokens)
        var all = await failures(of: 20, connector)
        #expect(transport.requests.count == 1, "one flight")
        for _ in 0..<98 {
            clock.advance(by: .milliseconds(612))
            all += await failures(of: 10, connector)
        }
        #expect(all.count == 1000)
        #expect(Set(all.map(\.message)).count == 1)
        #expect(all.allSatisfy { $0.code == .noToken && $0.message.contains("CLIENT_SECRET") })
        #expect(transport.requests.count <= 9, "after 1, 2, 4, 8 seconds, and then each 10")
    }

    /// Sends to so many conversations at the same time.
    private func failures(of count: Int, _ connector: Connector) async -> [ConnectorError] {
        await withTaskGroup(of: ConnectorError?.self) { group in
            for number in 0..<count {
                group.addTask {
                    let reference = ConversationReference(
                        ConversationID(rawValue: "19:g\(number)@thread.v2"), type: .groupChat, tenantId: "t",
                        serviceUrl: "https://smba.trafficmanager.net/emea/t/")
                    return await connectorError {
                        _ = try await connector.send(Activity(text: "x"), in: reference)
                    }
                }
            }
            return await group.reduce(into: []) { all, error in if let error { all.append(error) } }
        }
    }

    @Test("A mended secret counts within ten seconds, and then nobody rests any more")
    func mended() async throws {
        let isMended = Flag()
        let transport = FakeTransport(clock: clock) { _, number in
            isMended.isSet
                ? .answer(200, ["access_token": .string("token-\(number)"), "expires_in": 1])
                : .answer(401, ["error": "invalid_client"])
        }
        let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport, clock: clock)
        for _ in 0..<200 {
            _ = await connectorError { _ = try await tokens.token(for: tokens.botScope) }
            clock.advance(by: .seconds(3))
        }
        isMended.set()
        clock.advance(by: .seconds(10))
        _ = try await tokens.token(for: tokens.botScope)
        _ = try await tokens.token(for: tokens.botScope)
    }

    @Test("A busy endpoint is asked by one, however many wait, and all get its token")
    func oneFlight() async throws {
        let clock = clock
        let transport = FakeTransport(clock: clock) { _, number in
            number < 4
                ? .answer([429, 500, 503][number - 1], nil, number == 1 ? ["Retry-After": "5"] : [:])
                : .answer(200, ["access_token": "T", "expires_in": 3599])
        }
        let tokens = TokenProvider(
            .clientSecret("s", clientID: "app-1"), transport: transport, clock: clock, random: { 0.5 })
        let values = try await withoutWaiting(clock) {
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<1000 { group.addTask { try await tokens.token(for: tokens.botScope).value } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
        }
        #expect(values == ["T"])
        #expect(transport.sent.map(\.at) == [.zero, .seconds(5), .seconds(8), .seconds(13)])
    }

    @Test("A service that wants an hour of rest is left alone for a minute")
    func longRest() async throws {
        let transport = FakeTransport(clock: clock, .answer(429, nil, ["Retry-After": "3600"]))
        let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport, clock: clock)
        for _ in 0..<60 {
            #expect(await connectorError { _ = try await tokens.token(for: tokens.botScope) } != nil)
            clock.advance(by: .milliseconds(999))
        }
        #expect(transport.requests.count == 1)
        clock.advance(by: .seconds(1))
        #expect(await connectorError { _ = try await tokens.token(for: tokens.botScope) } != nil)
        #expect(transport.requests.count == 2)
    }
}
