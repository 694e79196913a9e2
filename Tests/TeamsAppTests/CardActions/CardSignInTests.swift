import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("A button that needs to know who presses it")
struct CardSignInTests {
    private static let token: JSONValue = ["connectionName": "graph", "token": "SECRET"]
    private static let resource: JSONValue = [
        "signInLink": "https://token.test/in", "tokenExchangeResource": ["id": "x-91", "uri": "api://x"],
    ]

    /// A bot that asks for a sign-in until there is a token.
    private func bot(_ answers: [String: HTTP.Response]) -> (bot: Bot, calls: Presser) {
        let bot = Bot { $0.signInConnection = "graph" }
        let seen = Presser()
        bot.teams.state.withLock { state in
            state.userTokens = { request in
                let path = request.url.split(separator: "?")[0]
                let name = String(path.split(separator: "/").last ?? "")
                let hasCode = request.url.contains("code=")
                return answers[hasCode ? "code" : name] ?? HTTP.Response(status: 404)
            }
        }
        bot.app.on(.signedIn) { _, signedIn in _ = seen.note("signed in at \(signedIn.connection)") }
        bot.app.onCardAction("approve") { _ in
            _ = seen.note("pressed")
            return .signIn(text: "Who are you?")
        }
        return (bot, seen)
    }

    private func press(_ more: JSONObject, id: String = "f:1") -> JSONValue {
        var body = Pressed.execute("approve", id: id).objectValue ?? [:]
        var value = body["value"]?.objectValue ?? [:]
        for (name, member) in more { value[name] = member }
        body["value"] = .object(value)
        return .object(body)
    }

    @Test("is told how to sign in")
    func asks() async throws {
        let (bot, _) = bot(["GetSignInResource": FakeTeams.json(Self.resource)])
        let response = try await bot.post(press([:]))
        #expect(response.status == 200)
        #expect(response.json?["statusCode"] == 401)
        #expect(response.json?["type"] == "application/vnd.microsoft.activity.loginRequest")
        let card = response.json?["value"]
        #expect(card?["text"] == "Who are you?")
        #expect(card?["connectionName"] == "graph")
        #expect(card?["buttons"]?[0]?["value"] == "https://token.test/in")
        #expect(card?["tokenExchangeResource"]?["id"] == "x-91")
    }

    private static let redemptions:
        [(more: JSONObject, answers: [String: HTTP.Response], words: [String], status: Int?)] = [
            (
                ["authentication": ["id": "1", "connectionName": "graph", "token": "offered"]],
                ["exchange": FakeTeams.json(token)], ["signed in at graph", "pressed"], 401
            ),
            (["authentication": ["id": "1", "connectionName": "graph", "token": "offered"]], [:], [], 412),
            (["state": "123456"], ["code": FakeTeams.json(token)], ["signed in at graph", "pressed"], 401),
            (["state": "000000"], [:], [], 401),
            (["authentication": "x", "state": 5], [:], ["pressed"], 401),
        ]

    @Test("and presses again with a token or a code, which is taken first", arguments: redemptions.indices)
    func redeems(_ index: Int) async throws {
        let row = Self.redemptions[index]
        var answers = row.answers
        answers["GetSignInResource"] = FakeTeams.json(Self.resource)
        let (bot, seen) = bot(answers)
        let response = try await bot.post(press(row.more))
        #expect(seen.words == row.words)
        #expect(response.status == 200)
        #expect(response.json?["statusCode"]?.intValue == row.status)
        if row.words.isEmpty, row.status == 401 {
            #expect(response.json?["type"] == "application/vnd.microsoft.error.incorrectAuthCode")
        }
        if row.status == 412 {
            #expect(response.json?["type"] == "application/vnd.microsoft.error.preconditionFailed")
        }
    }

    @Test("An Action.Submit sends the card that signs in, to that person alone")
    func submit() async throws {
        let (bot, _) = bot(["GetSignInResource": FakeTeams.json(Self.resource)])
        _ = try await bot.post(Pressed.submit(["action": "approve"]))
        let call = try #require(bot.teams.calls.last)
        #expect(call.path.hasSuffix("isTargetedActivity=true"))
        #expect(call.body["attachments"]?[0]?["contentType"] == "application/vnd.microsoft.card.oauth")
    }
}
