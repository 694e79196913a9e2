import HTTPKit
import JSONKit
import LockKit
import TeamsModels
import Testing
import TokenKit

@testable import TeamsApp

/// Tokens of further kinds than the published cases have, and what becomes of them.
struct TokenCaseTests {
    private static let now = 1_800_000_000

    private func status(_ change: (inout JSONObject) -> Void) async throws -> Int {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessage { _ in notes.add("handled") }
        let token = try bot.token(change)
        let response = await bot.post(Inbound.message("hello"), authorization: "Bearer \(token)")
        #expect(notes.all.isEmpty == (response.status != 200))
        return response.status
    }

    @Test("A token may be dated up to five minutes later", arguments: [(240, 200), (300, 200), (301, 401), (360, 401)])
    func issuedLater(offset: Int, expected: Int) async throws {
        #expect(try await status { $0["iat"] = .number(JSONNumber(Self.now + offset)) } == expected)
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

    @Test("A token without a beginning lets in")
    func noBeginning() async throws {
        #expect(try await status { $0["nbf"] = nil } == 200)
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
