import HTTPKit
import JSONKit
import LockKit
import TestSupport
import Testing
import TokenKit

@testable import TeamsApp

/// What people reported about tokens and keys (A01, A02, A05, A07): every input of each case, with what becomes of it.
struct ProtocolCaseTests {
    private static let cases = PublishedCases("Cases")
    private static let now = 1_800_000_000

    /// Posts a message with a token to a new bot.
    /// - Returns: the status, and whether the handler saw it.
    private func post(
        _ body: JSONValue = Inbound.message("hello"), header: JSONObject = [:], scheme: String = "Bearer ",
        _ change: (inout JSONObject) -> Void = { _ in }, service: (inout FakeTeams.State) -> Void = { _ in }
    ) async throws -> (status: Int, handled: Bool) {
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage { _ in notes.add("handled") }
        bot.teams.state.withLock { service(&$0) }
        let token = try bot.token(header: header, change)
        let response = await bot.post(body, authorization: scheme + token)
        return (response.status, notes.all == ["handled"])
    }

    @Test func a01ADocumentOfKeysAsLongAsTheLiveOne() async throws {
        let json = try Self.cases.json("A01-keys-document-of-1-MB.json")
        let text = try #require(json["input"]?["document"]?.stringValue)
        let digits = text.prefix { $0 != "b" }.filter(\.isNumber).suffix(7)
        let bytes = try #require(Int(digits))
        #expect(bytes == 1_061_296)
        var keys: [JSONValue] = []
        for number in 0..<500 {
            var key = FakeTeams.otherKey.publicJWK
            key["kid"] = .string("other-\(number)")
            key["x5c"] = [.string(String(repeating: "M", count: bytes / 500 - 500))]
            key["endorsements"] = ["msteams", "skype", "webchat"]
            keys.append(.object(key))
        }
        let missing = bytes - JSONValue.array(keys).serialized().count
        keys.append(["kid": "filler", "kty": "EC", "x": .string(String(repeating: "x", count: max(missing, 0)))])
        let extra = keys
        let bot = Bot()
        bot.teams.state.withLock { $0.extraKeys = extra }
        let notes = Notes()
        bot.app.onMessage { _ in notes.add("handled") }
        let response = try await bot.post(Inbound.message("hello"))
        #expect(response.status == json["expected"]?["status"]?.intValue)
        #expect((notes.all == ["handled"]) == (json["expected"]?["handled"] == true))
        #expect(bot.teams.state.withLock { $0.keyDocumentBytes } >= bytes)
    }

    @Test func a02EndorsementsOfAKey() async throws {
        try await each("A02-endorsements.json", count: 3) { input in
            let body = Inbound.message("hello", ["channelId": input["channelId"] ?? .null])
            return try await post(body, service: { $0.keyEndorsements = input["endorsements"] })
        }
    }

    @Test func a05ClocksApart() async throws {
        try await each("A05-clock-skew.json", count: 5) { input in
            let changes = try #require(input.objectValue).map { ($0.name, try Self.date($0.value)) }
            return try await post { claims in for (name, value) in changes { claims[name] = value } }
        }
    }

    /// `now + 240 s`, or null for none.
    private static func date(_ value: JSONValue) throws -> JSONValue? {
        guard value != .null else { return nil }
        let words = try #require(value.stringValue).split(separator: " ")
        try #require(words.count == 4 && words[0] == "now" && words[3] == "s")
        let seconds = try #require(Int(words[2]))
        return .number(JSONNumber(now + (words[1] == "-" ? -seconds : seconds)))
    }

    @Test func a07FormsOfTokens() async throws {
        let json = try Self.cases.json("A07-token-kinds.json")
        let inputs = try #require(json["input"]?.arrayValue).compactMap(\.stringValue)
        #expect(json["expected"] == ["200": "the first six", "401": "the others"])
        try #require(inputs.count == 14)
        for (place, input) in inputs.enumerated() {
            let (status, handled) = try await kind(input)
            #expect(status == (place < 6 ? 200 : 401), "\(input)")
            #expect(handled == (place < 6), "\(input)")
        }
    }

    private func kind(_ name: String) async throws -> (status: Int, handled: Bool) {
        switch name {
        case "header cty: JWT": return try await post(header: ["cty": "JWT"])
        case "claim serviceurl without the trailing slash":
            return try await post { $0["serviceurl"] = "https://smba.trafficmanager.net/emea/t" }
        case "claim in camel case: serviceUrl": return try await post { rename(&$0, "serviceUrl") }
        case "aud api://<app id>": return try await post { $0["aud"] = .string("api://\(Bot.appID)") }
        case "aud api://botid-<app id>": return try await post { $0["aud"] = .string("api://botid-\(Bot.appID)") }
        case "scheme bearer in lower case": return try await post(scheme: "bearer ")
        case "no serviceurl claim": return try await post { $0["serviceurl"] = nil }
        case "no serviceurl claim, with cty: JWT":
            return try await post(header: ["cty": "JWT"]) { $0["serviceurl"] = nil }
        case "claim for another path":
            return try await post { $0["serviceurl"] = "https://smba.trafficmanager.net/amer/t/" }
        case "aud https://api.botframework.com": return try await post { $0["aud"] = "https://api.botframework.com" }
        case "iss https://sts.windows.net/<tenant>/":
            return try await post { $0["iss"] = "https://sts.windows.net/6a1d4c1e/" }
        case "iss https://api.botframework.us": return try await post { $0["iss"] = "https://api.botframework.us" }
        case "alg none": return try await unsigned()
        case "a token without Bearer": return try await post(scheme: "")
        default:
            Issue.record("nobody knows what '\(name)' is")
            return (0, false)
        }
    }

    private func rename(_ claims: inout JSONObject, _ name: String) {
        let url = claims["serviceurl"]
        claims["serviceurl"] = nil
        claims[name] = url
    }

    private func unsigned() async throws -> (status: Int, handled: Bool) {
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage { _ in notes.add("handled") }
        let parts = try bot.token().split(separator: ".", omittingEmptySubsequences: false)
        let header = Base64URL.encode(Array(#"{"alg":"none","typ":"JWT","kid":"K1"}"#.utf8))
        var statuses: Set<Int> = []
        for signature in ["", String(parts[2])] {
            let token = "\(header).\(parts[1]).\(signature)"
            statuses.insert(await bot.post(Inbound.message("hello"), authorization: "Bearer \(token)").status)
        }
        return (statuses == [401] ? 401 : 0, !notes.all.isEmpty)
    }

    @Test(
        "The name of the claim serviceurl may have any case; where it stands twice, both must be right",
        arguments: ["serviceurl", "serviceUrl", "SERVICEURL", "ServiceUrl", "ServiceURL", "sErViCeUrL"])
    func nameOfTheClaim(name: String) async throws {
        #expect(try await post { rename(&$0, name) } == (200, true))
        let wrong = try await post { claims in
            rename(&claims, name)
            claims[name] = "https://smba.trafficmanager.net/amer/t/"
        }
        #expect(wrong == (401, false))
        guard name != "serviceurl" else { return }
        #expect(try await post { $0[name] = $0["serviceurl"] } == (200, true))
        #expect(try await post { $0[name] = "https://evil.test/" } == (401, false))
        #expect(try await post { $0[name] = 7 } == (401, false))
    }

    @Test(
        "A claim whose name only looks like it is none", arguments: ["service_url", "serviceurls", "service url", ""])
    func otherNames(name: String) async throws {
        #expect(try await post { rename(&$0, name) } == (401, false))
    }

    /// Goes through inputs and what is expected of each: a status, or some, and whether the handler sees it.
    private func each(
        _ file: String, count: Int, _ act: (JSONValue) async throws -> (status: Int, handled: Bool)
    ) async throws {
        let json = try Self.cases.json(file)
        let inputs = try #require(json["input"]?.arrayValue)
        let expected = try #require(json["expected"]?.arrayValue)
        try #require(inputs.count == expected.count && inputs.count == count)
        for (input, expected) in zip(inputs, expected) {
            let (status, handled) = try await act(input)
            let text = expected["status"]?.stringValue ?? "\(expected["status"]?.intValue ?? 0)"
            #expect(text.split(separator: " or ").contains { $0 == "\(status)" }, "\(input)")
            #expect(handled == (expected["handled"]?.boolValue ?? (status == 200)), "\(input)")
        }
    }
}
