import HTTPKit
import JSONKit
import LockKit
import TeamsModels
import Testing
import TokenKit

@testable import TeamsApp

/// Tokens of the kinds that were seen, and what becomes of them.
struct TokenCaseTests {
    private static let now = 1_800_000_000

    private func status(
        _ body: JSONValue = Inbound.message("hello"), header: JSONObject = [:], scheme: String = "Bearer ",
        _ change: (inout JSONObject) -> Void = { _ in }
    ) async throws -> Int {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessage { _ in notes.add("handled") }
        let token = try bot.token(header: header, change)
        let response = await bot.post(body, authorization: scheme + token)
        #expect(notes.all.isEmpty == (response.status != 200))
        return response.status
    }

    @Test(
        "Clocks may differ by five minutes",
        arguments: [
            ("nbf", 240, 200), ("exp", -240, 200), ("nbf", 360, 401), ("exp", -360, 401), ("iat", 240, 200),
            ("iat", 360, 401),
        ])
    func clockSkew(claim: String, offset: Int, expected: Int) async throws {
        #expect(try await status { $0[claim] = .number(JSONNumber(Self.now + offset)) } == expected)
    }

    private static let noDates: [JSONValue?] = [
        .null, "1800003600", true, [], [:], .number(JSONNumber(1e300)), .number(JSONNumber(-1)),
        .number(JSONNumber(Int.min)),
        .number(JSONNumber(Int.max)), .number(JSONNumber(UInt64.max)),
        try? JSONValue(parsing: "1180591620717411303424"),
        try? JSONValue(parsing: "1e999"), try? JSONValue(parsing: "-1e999"), .number(JSONNumber(2.6e11)),
    ]

    @Test("A time that is no date lets nobody in", arguments: ["exp", "nbf", "iat"], noDates)
    func noDate(claim: String, value: JSONValue?) async throws {
        let value = try #require(value)
        #expect(try await status { $0[claim] = value } == 401)
    }

    @Test("A token without an end lets nobody in; without a beginning it does")
    func missing() async throws {
        #expect(try await status { $0["exp"] = nil } == 401)
        #expect(try await status { $0["nbf"] = nil } == 200)
    }

    @Test("Forms of tokens that are the service's")
    func accepted() async throws {
        #expect(try await status(header: ["cty": "JWT"]) == 200)
        #expect(try await status { $0["serviceurl"] = "https://smba.trafficmanager.net/emea/t" } == 200)
        #expect(
            try await status {
                $0["serviceUrl"] = $0["serviceurl"]
                $0["serviceurl"] = nil
            } == 200)
        #expect(try await status { $0["aud"] = .string("api://\(Bot.appID)") } == 200)
        #expect(try await status { $0["aud"] = .string("api://botid-\(Bot.appID)") } == 200)
        #expect(try await status(scheme: "bearer ") == 200)
    }

    @Test("Forms of tokens that are not")
    func refused() async throws {
        #expect(try await status { $0["serviceurl"] = nil } == 401)
        #expect(try await status(header: ["cty": "JWT"]) { $0["serviceurl"] = nil } == 401)
        #expect(try await status { $0["serviceurl"] = "https://smba.trafficmanager.net/amer/t/" } == 401)
        #expect(try await status { $0["aud"] = "https://api.botframework.com" } == 401)
        #expect(try await status { $0["iss"] = "https://sts.windows.net/t/" } == 401)
        #expect(try await status { $0["iss"] = "https://api.botframework.us" } == 401)
        #expect(try await status(scheme: "") == 401)
    }

    @Test(
        "A key that lists endorsements must list the activity's channel; one that lists none is not restricted",
        arguments: [
            (["webchat"], "msteams", 401), (["webchat", "msteams"], "msteams", 200), (.null, "msteams", 200),
            (nil, "msteams", 200), ([], "msteams", 200), (["webchat"], "webchat", 200), (["msteams"], "webchat", 401),
            (["msteams"], nil, 200), (["webchat"], nil, 401), (["MSTeams"], "msteams", 401),
            ([7, nil], "msteams", 200),
        ] as [(JSONValue?, String?, Int)])
    func endorsements(listed: JSONValue?, channel: String?, expected: Int) async throws {
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage { _ in notes.add("handled") }
        bot.teams.state.withLock { $0.keyEndorsements = listed }
        let body = Inbound.message("hello", ["channelId": channel.map(JSONValue.string) ?? .null])
        #expect(try await bot.post(body).status == expected)
        #expect(notes.all.count == (expected == 200 ? 1 : 0))
    }
}
