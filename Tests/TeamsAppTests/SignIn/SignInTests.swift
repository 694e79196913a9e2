import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// What handlers were told.
private final class Told: Sendable {
    let signedIn = Mutex<[SignedIn]>([])
    let problems = Mutex<[SignInProblem]>([])
    let errors = Mutex<[String]>([])
}

struct SignInTests {
    private static let token: JSONValue = [
        "channelId": "msteams", "connectionName": "graph", "token": "SECRET-TOKEN",
        "expiration": "2026-11-28T10:00:00Z",
    ]
    private static let resource: JSONValue = [
        "signInLink": "https://token.botframework.com/in",
        "tokenExchangeResource": ["id": "x-91", "uri": "api://botid-x", "providerId": "p"],
        "tokenPostResource": ["sasUrl": "https://token.botframework.com/post"],
    ]

    /// A bot with a connection, and a service that answers by the last part of the path.
    private func bot(
        connection: String? = "graph", _ answers: [String: HTTP.Response] = [:], told: Told? = nil
    ) -> Bot {
        let bot = Bot { $0.signInConnection = connection }
        bot.teams.state.withLock { state in
            state.userTokens = { request in
                let path = request.url.split(separator: "?")[0]
                return answers[String(path.split(separator: "/").last ?? "")] ?? HTTP.Response(status: 404)
            }
        }
        if let told {
            bot.app.on(.signedIn) { _, signedIn in told.signedIn.withLock { $0.append(signedIn) } }
            bot.app.on(.signInFailed) { _, problem in told.problems.withLock { $0.append(problem) } }
            bot.app.onError { _, error in told.errors.withLock { $0.append("\(error)") } }
        }
        return bot
    }

    private func invoke(_ name: String, _ value: JSONValue, id: String = "f:1") -> JSONValue {
        Inbound.event("invoke", ["id": .string(id), "name": .string(name), "value": value])
    }

    // MARK: - OA-1

    @Test("OA-1 A token that is there is returned, and no card is sent")
    func cached() async throws {
        let bot = bot(["GetToken": FakeTeams.json(Self.token)])
        bot.app.onMessage { context in
            let token = try await context.signIn()
            #expect(token?.token == "SECRET-TOKEN")
        }
        _ = try await bot.post(Inbound.message("hi"))
        #expect(bot.teams.calls.isEmpty)
        let call = try #require(bot.teams.tokenCalls.first)
        #expect(call.url.hasPrefix("https://token.botframework.com/api/usertoken/GetToken?userId=29"))
        #expect(call.url.contains("connectionName=graph"))
        #expect(call.url.contains("channelId=msteams"))
        #expect(call.fields["Authorization"] == "Bearer T")
    }

    private static let places: [(conversation: JSONValue, isTargeted: Bool, offersExchange: Bool)] = [
        (Inbound.personal, false, true), (Inbound.group, true, true),
        (Inbound.channel("19:berth@thread.tacv2;messageid=1"), true, false),
    ]

    @Test(
        "OA-1 Without a token there is a card: targeted in a group, without token exchange in a channel",
        arguments: places)
    func card(_ place: (conversation: JSONValue, isTargeted: Bool, offersExchange: Bool)) async throws {
        let bot = bot(["GetSignInResource": FakeTeams.json(Self.resource)])
        bot.app.onMessage { context in
            let token = try await context.signIn(text: "Please", button: "Go")
            #expect(token == nil)
        }
        _ = try await bot.post(Inbound.message("hi", in: place.conversation))
        let call = try #require(bot.teams.calls.first)
        #expect(call.path.contains("isTargetedActivity=true") == place.isTargeted)
        let attachment = try #require(call.body["attachments"]?[0])
        #expect(attachment["contentType"] == "application/vnd.microsoft.card.oauth")
        var expected: JSONObject = [
            "text": "Please", "connectionName": "graph",
            "buttons": [["type": "signin", "title": "Go", "value": "https://token.botframework.com/in"]],
            "tokenPostResource": ["sasUrl": "https://token.botframework.com/post"],
        ]
        if place.offersExchange { expected["tokenExchangeResource"] = Self.resource["tokenExchangeResource"] }
        // A null member is refused by Teams: what there is not must be absent.
        #expect(attachment["content"] == .object(expected))
        #expect(attachment["content"]?.objectValue?.names.contains("tokenExchangeResource") == place.offersExchange)
    }

    @Test("Section 20: the state of a card says where, for whom and for which bot")
    func state() async throws {
        let bot = bot(["GetSignInResource": FakeTeams.json(Self.resource)])
        bot.app.onMessage { context in try await context.signIn() }
        _ = try await bot.post(Inbound.message("hi", in: Inbound.personal))
        let url = try #require(bot.teams.tokenCalls.last?.url)
        let request = HTTP.Request(method: "GET", target: String(url.split(separator: ".com", maxSplits: 1)[1]))
        let state = try #require(request.queryValue("state"))
        let bytes = try #require(Data(base64Encoded: state))
        let json = try JSONValue(parsing: Array(bytes))
        #expect(json["connectionName"] == "graph")
        #expect(json["msAppId"]?.stringValue == Bot.appID)
        #expect(json["conversation"]?["user"]?["id"] == "29:ines")
        #expect(json["conversation"]?["conversation"]?["id"] == "a:1ines")
    }

    @Test("OA-1 What is said overrides the configured connection; without either the error names the setting")
    func connections() async throws {
        let bot = bot(connection: nil, ["GetToken": FakeTeams.json(Self.token)])
        bot.app.onMessage(.equals("named")) { context in _ = try await context.userToken("other") }
        bot.app.onMessage(.equals("unnamed")) { context in
            let error = await #expect(throws: AppError.self) { _ = try await context.userToken() }
            #expect(error?.code == .signIn)
            #expect(error?.message.contains("SIGN_IN_CONNECTION") == true)
        }
        _ = try await bot.post(Inbound.message("named"))
        #expect(bot.teams.tokenCalls.first?.url.contains("connectionName=other") == true)
        _ = try await bot.post(Inbound.message("unnamed", id: "2"))
        #expect(bot.teams.tokenCalls.count == 1)
    }

    @Test("OA-1 A sign-out that fails is told to the log, and not thrown", arguments: [200, 204, 500])
    func signOut(_ status: Int) async throws {
        let bot = bot(["SignOut": HTTP.Response(status: status)])
        bot.app.onMessage { context in #expect(await context.signOut() == (status < 300)) }
        _ = try await bot.post(Inbound.message("bye"))
        #expect(bot.teams.tokenCalls.map(\.method) == ["DELETE"])
        #expect(bot.log.records.contains { $0.message.contains("sign-out") } == (status >= 300))
    }

    @Test("A registration without the connection is told by the setting's name")
    func unknownConnection() async throws {
        let bot = bot()
        bot.app.onMessage { context in
            let error = await #expect(throws: AppError.self) { try await context.signIn() }
            #expect(error?.message.contains("OAuth connection setting") == true)
            #expect(error?.message.contains("graph") == true)
        }
        _ = try await bot.post(Inbound.message("hi"))
        #expect(bot.teams.calls.isEmpty)
    }

    // MARK: - OA-2

    private let offer: JSONValue = ["id": "x-91", "connectionName": "graph", "token": "OFFERED"]

    @Test("OA-2 An exchange that works is 200, and the token is told")
    func exchanged() async throws {
        let told = Told()
        let bot = bot(["exchange": FakeTeams.json(Self.token)], told: told)
        let response = try await bot.post(invoke("signin/tokenExchange", offer))
        #expect(response.status == 200)
        #expect(response.body.isEmpty)
        #expect(told.signedIn.withLock { $0.map(\.token.token) } == ["SECRET-TOKEN"])
        let call = try #require(bot.teams.tokenCalls.first)
        #expect(call.method == "POST")
        #expect(try JSONValue(parsing: call.body) == ["token": "OFFERED"])
    }

    @Test("CONV-16 An exchange names the person, the connection and the channel in the address")
    func exchangeQuery() async throws {
        let bot = bot(["exchange": FakeTeams.json(Self.token)], told: Told())
        _ = try await bot.post(invoke("signin/tokenExchange", offer))
        let call = try #require(bot.teams.tokenCalls.first)
        let query = try #require(call.url.split(separator: "?").last).split(separator: "&")
        #expect(query == ["userId=29%3Aines", "connectionName=graph", "channelId=msteams"])
    }

    @Test("CONV-15 The token service of a region is asked by every call about people's tokens")
    func region() async throws {
        let region = "https://europe.token.botframework.com"
        let configuration = try AppConfiguration.environment(ProcessEnvironment(["OAUTH_URL": region]))
        let bot = Bot {
            $0.signInConnection = "graph"
            $0.cloud = configuration.cloud
        }
        bot.teams.state.withLock { state in
            state.userTokens = { request in
                if request.url.contains("/exchange") { return FakeTeams.json(Self.token) }
                return request.url.contains("/GetSignInResource")
                    ? FakeTeams.json(Self.resource) : HTTP.Response(status: 404)
            }
        }
        bot.app.onMessage { context in
            _ = try await context.signIn()
            _ = try await context.userToken()
            _ = try? await context.userTokens(for: ["https://graph.microsoft.com"])
            _ = try? await context.signInStatus()
            _ = await context.signOut()
        }
        _ = try await bot.post(Inbound.message("hi"))
        _ = try await bot.post(invoke("signin/tokenExchange", offer))
        let urls = bot.teams.tokenCalls.map(\.url)
        let asked = Set(urls.compactMap { $0.split(separator: "?")[0].split(separator: "/").last.map(String.init) })
        #expect(
            asked == ["GetToken", "GetSignInResource", "GetAadTokens", "GetTokenStatus", "SignOut", "exchange"])
        #expect(urls.allSatisfy { $0.hasPrefix("\(region)/api/") }, "\(urls)")
    }

    @Test("OA-2 404, 400 and 412 of the service are 412 without an error", arguments: [404, 400, 412])
    func consentNeeded(_ status: Int) async throws {
        let told = Told()
        let bot = bot(["exchange": HTTP.Response(status: status)], told: told)
        let response = try await bot.post(invoke("signin/tokenExchange", offer))
        #expect(response.status == 412)
        #expect(
            response.json == [
                "id": "x-91", "connectionName": "graph",
                "failureDetail": "The bot is unable to exchange token. Ask for user consent.",
            ])
        #expect(told.problems.withLock { $0.isEmpty })
        // No race, which would be tried again: one question, one answer.
        #expect(bot.teams.tokenCalls.count == 1)
    }

    @Test("OA-2 Another status passes through, and is told", arguments: [500, 401])
    func exchangeFails(_ status: Int) async throws {
        let told = Told()
        let bot = bot(["exchange": HTTP.Response(status: status)], told: told)
        #expect(try await bot.post(invoke("signin/tokenExchange", offer)).status == status)
        #expect(told.problems.withLock { $0.count } == 1)
        #expect(told.signedIn.withLock { $0.isEmpty })
    }

    @Test("OA-5 The same exchange of several clients is done once; one that failed may come again")
    func duplicates() async throws {
        let told = Told()
        let good = bot(["exchange": FakeTeams.json(Self.token)], told: told)
        for number in 0..<3 {
            #expect(try await good.post(invoke("signin/tokenExchange", offer, id: "f:\(number)")).status == 200)
        }
        #expect(good.teams.tokenCalls.count == 1)
        #expect(told.signedIn.withLock { $0.count } == 1)
        let bad = bot(["exchange": HTTP.Response(status: 404)])
        for number in 0..<3 {
            #expect(try await bad.post(invoke("signin/tokenExchange", offer, id: "f:\(number)")).status == 412)
        }
        #expect(bad.teams.tokenCalls.count == 3)
    }

    // MARK: - OA-3

    @Test("OA-3 A popup's code makes a token, which is told", arguments: ["graph", nil] as [String?])
    func verified(_ configured: String?) async throws {
        let told = Told()
        let bot = bot(
            connection: configured,
            [
                "GetToken": FakeTeams.json(Self.token),
                "GetTokenStatus": FakeTeams.json([["connectionName": "graph", "hasToken": false]]),
            ], told: told)
        let response = try await bot.post(invoke("signin/verifyState", ["state": "409913"]))
        #expect(response.status == 200)
        #expect(told.signedIn.withLock { $0.map(\.connection) } == ["graph"])
        #expect(bot.teams.tokenCalls.last?.url.contains("code=409913") == true)
    }

    private static let verifications: [(value: JSONValue, service: Int, status: Int)] = [
        ([:], 200, 404), (["state": ""], 200, 404), (nil, 200, 404), (["state": "1"], 404, 412),
        (["state": "1"], 400, 412), (["state": "1"], 412, 412), (["state": "1"], 500, 500),
    ]

    @Test("OA-3 A popup without a code, and a code that is wrong", arguments: verifications)
    func verification(_ each: (value: JSONValue, service: Int, status: Int)) async throws {
        let told = Told()
        let bot = bot(["GetToken": HTTP.Response(status: each.service)], told: told)
        #expect(try await bot.post(invoke("signin/verifyState", each.value)).status == each.status)
        #expect(told.signedIn.withLock { $0.isEmpty })
        #expect(told.problems.withLock { $0.count } == (each.status == 500 ? 1 : 0))
    }

    @Test("OA-5 The connection that was offered last is tried first")
    func pending() async throws {
        var ledger = SignInLedger()
        ledger.offer("one", to: "29:a")
        ledger.offer("two", to: "29:a")
        ledger.offer("one", to: "29:a")
        #expect(ledger.connections(offeredTo: "29:a") == ["one", "two"])
        #expect(ledger.connections(offeredTo: "29:b") == [])
        ledger.settle("one", of: "29:a")
        #expect(ledger.connections(offeredTo: "29:a") == ["two"])
        let begins1 = ledger.begin("x", of: "29:a", at: .zero)
        #expect(begins1)
        let begins2 = ledger.begin("x", of: "29:a", at: .seconds(299))
        #expect(!begins2)
        let begins3 = ledger.begin("x", of: "29:b", at: .zero)
        #expect(begins3)
        let begins4 = ledger.begin("x", of: "29:a", at: .seconds(300))
        #expect(begins4)
        ledger.giveUp("x", of: "29:a")
        let begins5 = ledger.begin("x", of: "29:a", at: .seconds(301))
        #expect(begins5)
    }

    // MARK: - OA-4

    private static let failures: [(code: String, word: String)] = [
        ("resourcematchfailed", "Expose an API"), ("ResourceMatchFailed", "Application ID URI"),
        ("installappfailed", "admin centre"), ("authrequestfailed", "Authorized client applications"),
        ("installedappnotfound", "botId"), ("invokeerror", "Messaging endpoint"),
        ("oauthcardnotvalid", "OAuth connection setting"), ("tokenmissing", "access_as_user"),
        ("userconsentrequired", "API permissions"), ("interactionrequired", "Conditional Access"),
    ]

    @Test("OA-4 A failure is logged with code, message, user and the setting that is wrong", arguments: failures)
    func failure(_ each: (code: String, word: String)) async throws {
        let told = Told()
        let bot = bot(told: told)
        let value: JSONValue = ["code": .string(each.code), "message": "Resource match failed"]
        #expect(try await bot.post(invoke("signin/failure", value)).status == 200)
        let record = try #require(bot.log.records.first { $0.message == "A sign-in failed" })
        #expect(record.metadata["code"] == each.code)
        #expect(record.metadata["message"] == "Resource match failed")
        #expect(record.metadata["user"] == "29:ines")
        #expect(record.metadata["conversation"] == Inbound.groupChat)
        #expect(record.metadata["what to do"]?.contains(each.word) == true)
        #expect(told.problems.withLock { $0.first?.advice }?.contains(each.word) == true)
    }

    @Test func anUnknownCodeIsToldAsItIs() async throws {
        let told = Told()
        let bot = bot(told: told)
        for value in [["code": "brandnew"], [:], nil, ["code": 5]] as [JSONValue] {
            #expect(try await bot.post(invoke("signin/failure", value, id: "f:\(value.text())")).status == 200)
        }
        #expect(told.problems.withLock { $0.count } == 4)
        #expect(told.problems.withLock { $0.allSatisfy { $0.advice == nil } })
    }

    // MARK: - The rest

    @Test("OA-6 No token is fetched unless a handler asks")
    func lazy() async throws {
        let bot = bot(["GetToken": FakeTeams.json(Self.token)])
        bot.app.onMessage { context in try await context.send("hi") }
        _ = try await bot.post(Inbound.message("hi"))
        #expect(bot.teams.tokenCalls.isEmpty)
    }

    @Test("RT-3 A handler of the bot's own takes the place of what the app does; one for any invoke does not")
    func own() async throws {
        let bot = bot(["exchange": FakeTeams.json(Self.token)])
        bot.app.on(.signInTokenExchange) { _, request in TurnResponse(status: 201, body: .string(request.id ?? "")) }
        bot.app.onInvoke { _ in TurnResponse(status: 202) }
        #expect(try await bot.post(invoke("signin/tokenExchange", offer)).json == "x-91")
        #expect(bot.teams.tokenCalls.isEmpty)
        #expect(try await bot.post(invoke("signin/failure", ["code": "x"], id: "f:2")).status == 200)
        #expect(try await bot.post(invoke("other", [:], id: "f:3")).status == 202)
    }

    @Test func aHandlerThatThrowsDoesNotUndoTheSignIn() async throws {
        struct Oops: Error {}
        let told = Told()
        let bot = bot(["exchange": FakeTeams.json(Self.token)], told: told)
        bot.app.on(.signedIn) { _, _ in throw Oops() }
        #expect(try await bot.post(invoke("signin/tokenExchange", offer)).status == 200)
        #expect(told.errors.withLock { $0.count } == 1)
    }

    @Test("Tokens and codes stand in no log and in no text")
    func secrets() async throws {
        let bot = bot(["GetToken": FakeTeams.json(Self.token), "exchange": HTTP.Response(status: 500)])
        bot.app.onMessage { context in
            let token = try await context.userToken()
            #expect(!"\(token as Any)".contains("SECRET"))
            #expect(!String(reflecting: token).contains("SECRET"))
            var dumped = ""
            dump(token, to: &dumped)
            #expect(!dumped.contains("SECRET"))
        }
        _ = try await bot.post(Inbound.message("hi"))
        _ = try await bot.post(invoke("signin/tokenExchange", offer))
        _ = try await bot.post(invoke("signin/verifyState", ["state": "409913"], id: "f:2"))
        let logged = bot.log.records.map { "\($0.message) \($0.metadata)" }.joined()
        for secret in ["SECRET-TOKEN", "OFFERED", "409913"] { #expect(!logged.contains(secret)) }
    }
}
