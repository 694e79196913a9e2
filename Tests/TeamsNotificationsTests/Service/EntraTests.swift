import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Testing
import TokenKit

@testable import TeamsNotifications

/// An issuer of tokens with its documents.
private struct Issuer {
    let key: SigningKey
    let name = "https://issuer.example/t/v2.0"

    init() throws { key = try SigningKey.generate(keyID: "k1") }

    func transport(name: String? = nil) -> HandlerTransport {
        let name = name ?? self.name
        let keys: JSONValue = ["keys": [.object(key.publicJWK)]]
        return HandlerTransport(handler: { request in
            switch request.path {
            case "/metadata":
                let json: JSONValue = ["issuer": .string(name), "jwks_uri": "https://issuer.example/keys"]
                return .json(json.serialized())
            case "/keys": return .json(keys.serialized())
            default: return .empty(status: 404)
            }
        })
    }

    func access(name: String? = nil) throws -> APITown {
        let settings = EntraSettings(
            tenant: "t", audience: "api://notifier", metadata: try HTTP.Address("https://issuer.example/metadata"),
            roles: ["Reader": .read, "Sender": .send, "Boss": .admin])
        return APITown(
            entra: EntraAccess(
                settings, transport: transport(name: name), time: Stopwatch(ContinuousClock()), wallClock: .system,
                logger: Log(label: "test", sink: MemorySink())))
    }

    func token(_ changes: JSONObject = [:], header: JSONObject = [:], key: SigningKey? = nil) throws -> String {
        let now = Int(Date().timeIntervalSince1970)
        var claims: JSONObject = [
            "iss": .string(name), "aud": "api://notifier", "exp": .number(JSONNumber(now + 3600)),
            "nbf": .number(JSONNumber(now - 10)), "roles": ["Sender"],
        ]
        for (name, value) in changes { claims[name] = value.isNull ? nil : value }
        return try (key ?? self.key).sign(claims, header: header)
    }
}

/// What makes a token one that nobody takes; null removes a claim.
private let refused: [JSONObject] = [
    ["iss": "https://evil.example/"], ["iss": nil], ["aud": "api://other"], ["aud": nil], ["exp": 1], ["exp": nil],
    ["nbf": 9_999_999_999],
]

private let roles: [(roles: JSONValue, read: Int, send: Int, admin: Int)] = [
    (["Reader"], 200, 403, 403), (["Sender"], 200, 202, 403), (["Boss"], 200, 202, 200),
    (["Reader", "Nobody", "Boss"], 200, 202, 200), ([], 403, 403, 403), (["Nobody"], 403, 403, 403),
    (nil, 403, 403, 403),
    ("Boss", 403, 403, 403),
]

@Suite struct EntraTests {
    private func call(
        _ town: APITown, _ token: String, _ method: String = "GET", _ target: String = "/v1/notifications",
        _ body: JSONValue? = nil
    ) async -> Int {
        await town.call(method, target, body, as: nil, fields: ["Authorization": "Bearer \(token)"]).status
    }

    @Test(arguments: roles) func aRoleMayWhatTheSettingsSay(roles: JSONValue, read: Int, send: Int, admin: Int)
        async throws
    {
        let issuer = try Issuer()
        let town = try issuer.access()
        let token = try issuer.token(["roles": roles])
        #expect(await call(town, token) == read)
        #expect(await call(town, token, "POST", "/v1/notifications", APITown.notification) == send)
        #expect(await call(town, token, "PUT", "/v1/preferences/bob", ["optedOut": []]) == admin)
    }

    @Test(arguments: refused) func aBadTokenIsRefused(changes: JSONObject) async throws {
        let issuer = try Issuer()
        let town = try issuer.access()
        #expect(await call(town, try issuer.token(changes)) == 401)
        #expect(await call(town, try issuer.token()) == 200)
        #expect(await call(town, try issuer.token(changes)) == 401)
    }

    @Test func anotherKeyOrFormIsRefused() async throws {
        let issuer = try Issuer()
        let town = try issuer.access()
        let other = try SigningKey.generate(keyID: "k1")
        #expect(await call(town, try issuer.token(key: other)) == 401)
        #expect(await call(town, try issuer.token(header: ["kid": "k2"])) == 401)
        let token = try issuer.token()
        #expect(await call(town, String(token.dropLast(8))) == 401)
        #expect(await call(town, "eyJhbGciOiJub25lIn0.e30.") == 401)
        #expect(await call(town, token) == 200)
        #expect(await call(town, APITown.keys[.read]!) == 200)
    }

    @Test func tokensOfBothVersionsAndAnIssuerOfManyCount() async throws {
        let issuer = try Issuer()
        let town = try issuer.access()
        #expect(await call(town, try issuer.token(["iss": "https://sts.windows.net/t/", "aud": "notifier"])) == 200)
        #expect(await call(town, try issuer.token(["iss": "https://sts.windows.net/u/"])) == 401)
        let many = try issuer.access(name: "https://issuer.example/{tenantid}/v2.0")
        #expect(await call(many, try issuer.token()) == 200)
        #expect(await call(many, try issuer.token(["iss": "https://issuer.example/{tenantid}/v2.0"])) == 401)
    }

    /// At the door the keys are read before the body is.
    @Test func theDoorWaitsForTheKeys() async throws {
        let issuer = try Issuer()
        let town = try issuer.access()
        let fields: HTTP.Fields = ["Authorization": "Bearer \(try issuer.token())"]
        let request = HTTP.Request(method: "POST", target: "/v1/notifications", fields: fields)
        guard case .later(let decide) = town.api.admit(request) else {
            Issue.record("the door did not wait")
            return
        }
        guard case .body = await decide() else {
            Issue.record("the door stayed shut")
            return
        }
        guard case .body = town.api.admit(request) else {
            Issue.record("the door has forgotten")
            return
        }
    }
}
