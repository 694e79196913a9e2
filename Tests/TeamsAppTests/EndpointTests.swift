import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing
import TokenKit

@testable import TeamsApp

struct EndpointTests {
    /// A way to be refused.
    struct Intruder: CustomTestStringConvertible, Sendable {
        let name: String
        let authorization: @Sendable (Bot) throws -> String?
        var body: JSONValue = Inbound.message("hello")
        var status = 401
        var testDescription: String { name }

        init(
            _ name: String, status: Int = 401, body: JSONValue = Inbound.message("hello"),
            _ authorization: @escaping @Sendable (Bot) throws -> String?
        ) {
            self.name = name
            self.status = status
            self.body = body
            self.authorization = authorization
        }
    }

    private static let elsewhere = "https://attacker.trafficmanager.net/emea/"

    private static let intruders: [Intruder] = [
        Intruder("no token") { _ in nil },
        Intruder("empty field") { _ in "" },
        Intruder("no scheme") { try $0.token() },
        Intruder("another scheme") { try "Basic \($0.token())" },
        Intruder("scheme alone") { _ in "Bearer" },
        Intruder("no token after the scheme") { _ in "Bearer " },
        Intruder("not a token") { _ in "Bearer abc.def" },
        Intruder("another key with a known id") { bot in
            let other = try SigningKey(pem: FakeTeams.otherKey.pem, keyID: FakeTeams.key.keyID)
            return try "Bearer \(bot.token(signedBy: other))"
        },
        Intruder("an unknown key id") { try "Bearer \($0.token(signedBy: FakeTeams.otherKey))" },
        Intruder("not signed") { bot in
            let parts = try bot.token().split(separator: ".")
            return "Bearer \(Base64URL.encode(Array(#"{"alg":"none","kid":"K1"}"#.utf8))).\(parts[1])."
        },
        Intruder("another audience") { try "Bearer \($0.token { $0["aud"] = "somebody-else" })" },
        Intruder("the audience in another form") {
            try "Bearer \($0.token { $0["aud"] = .string("28:\(Bot.appID)") })"
        },
        Intruder("another issuer") { try "Bearer \($0.token { $0["iss"] = "https://api.botframework.us" })" },
        Intruder("expired") { try "Bearer \($0.token { $0["exp"] = 1_799_999_000 })" },
        Intruder("no expiry") { try "Bearer \($0.token { $0["exp"] = nil })" },
        Intruder("not yet valid") { try "Bearer \($0.token { $0["nbf"] = 1_800_001_000 })" },
        Intruder("no serviceurl claim") { try "Bearer \($0.token { $0["serviceurl"] = nil })" },
        Intruder("another serviceurl claim") {
            try "Bearer \($0.token { $0["serviceurl"] = "https://smba.trafficmanager.net/amer/t/" })"
        },
        Intruder("the claim's path in other letters") {
            try "Bearer \($0.token { $0["serviceurl"] = "https://smba.trafficmanager.net/EMEA/t/" })"
        },
        Intruder("no serviceUrl in the body", body: Inbound.message("hello", ["serviceUrl": nil])) {
            try "Bearer \($0.token())"
        },
        Intruder(
            "a service that is not allowed", status: 403,
            body: Inbound.message("hello", ["serviceUrl": .string(elsewhere)])
        ) { bot in
            try "Bearer \(bot.token { $0["serviceurl"] = .string(elsewhere) })"
        },
        Intruder(
            "this machine as the service", status: 403,
            body: Inbound.message("hello", ["serviceUrl": "http://127.0.0.1:3979/"])
        ) { bot in
            try "Bearer \(bot.token { $0["serviceurl"] = "http://127.0.0.1:3979/" })"
        },
        Intruder(
            "a user in front of the host", status: 401,
            body: Inbound.message("hello", ["serviceUrl": "https://smba.trafficmanager.net@evil.test/"])
        ) { bot in
            try "Bearer \(bot.token { $0["serviceurl"] = "https://smba.trafficmanager.net/" })"
        },
    ]

    @Test("IN-3, IN-10, TOK-3, TOK-4 A request that proves nothing does not reach a handler", arguments: intruders)
    func refusals(_ intruder: Intruder) async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onActivity { _ in notes.add("called") }
        let authorization = try intruder.authorization(bot)
        let response = await bot.post(intruder.body, authorization: authorization)
        #expect(response.status == intruder.status)
        #expect(
            response.json?["error"]?.stringValue
                == (intruder.status == 401 ? "Unauthorized" : "Service URL not allowed"))
        #expect(notes.all.isEmpty)
        for record in bot.log.records {
            #expect(!"\(record.metadata)".contains("eyJ"), "no part of a token is in the log")
        }
    }

    private static let guests: [(name: String, authorization: @Sendable (Bot) throws -> String, body: JSONValue)] = [
        ("app id", { try "Bearer \($0.token())" }, Inbound.message("hello")),
        (
            "api://", { try "Bearer \($0.token { $0["aud"] = .string("api://\(Bot.appID)") })" },
            Inbound.message("hello")
        ),
        (
            "api://botid-", { try "Bearer \($0.token { $0["aud"] = .string("api://botid-\(Bot.appID)") })" },
            Inbound.message("hello")
        ),
        ("scheme in other letters", { try "bEARER \($0.token())" }, Inbound.message("hello")),
        (
            "expired within the leeway", { try "Bearer \($0.token { $0["exp"] = 1_799_999_800 })" },
            Inbound.message("hello")
        ),
        (
            "host in other letters",
            { try "Bearer \($0.token { $0["serviceurl"] = "https://SMBA.trafficmanager.net/emea/t/" })" },
            Inbound.message("hello")
        ),
        (
            "without the trailing slash",
            { try "Bearer \($0.token { $0["serviceurl"] = "https://smba.trafficmanager.net/emea/t" })" },
            Inbound.message("hello")
        ),
    ]

    @Test("IN-10, TOK-2, TOK-5 A request of the service reaches the handler", arguments: guests.indices)
    func acceptance(_ index: Int) async throws {
        let guest = Self.guests[index]
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessage { _ in notes.add("called") }
        let response = await bot.post(guest.body, authorization: try guest.authorization(bot))
        #expect(response.status == 200, "\(guest.name)")
        #expect(notes.all == ["called"])
    }

    private static let bodies: [String] = [
        "", "{", "{\"type\":", "[1,2", "\u{FF}", "nul", "{}", "[]", "\"message\"", "7", "null", "{\"type\":7}",
        "{\"type\":\"\"}",
        "{\"type\":\"message\",\"from\":7}", String(repeating: "[", count: 100_000),
    ]

    @Test("A body that is no activity is answered 400", arguments: bodies.indices)
    func badBodies(_ index: Int) async throws {
        let body = Self.bodies[index]
        let bot = Bot()
        bot.app.onActivity { _ in Issue.record("called") }
        let response = await bot.app.handle(bot.request(Array(body.utf8), authorization: "Bearer \(try bot.token())"))
        #expect(response.status == 400)
        #expect(response.json?["error"]?.stringValue?.isEmpty == false)
    }

    @Test func otherMethodsAndPathsAreAnswered405And404() async throws {
        let bot = Bot { $0.messagingPath = "/bot" }
        bot.app.onMessage { _ in }
        let get = await bot.app.handle(HTTP.Request(method: "GET", target: "/bot"))
        #expect(get.status == 405)
        #expect(get.fields["Allow"] == "POST")
        #expect(await bot.app.handle(HTTP.Request(method: "POST", target: "/api/messages")).status == 404)
        var custom = bot.request(Inbound.message("hello").serialized(), authorization: "Bearer \(try bot.token())")
        custom.target = "/bot?x=1"
        #expect(await bot.app.handle(custom).status == 200)
    }

    @Test("IN-1 A path without a slash is an error at the start, and preparing twice is none")
    func paths() throws {
        let error = #expect(throws: AppError.self) { try Bot { $0.messagingPath = "api" }.app.prepare() }
        #expect(error?.message == "messagingPath is \"api\"; it must begin with /")
        let bot = Bot()
        try bot.app.prepare()
        try bot.app.prepare()
    }

    @Test("IN-2 Without credentials there is one warning, and every request is refused", arguments: [nil, "Bearer x"])
    func unconfigured(_ authorization: String?) async throws {
        let bot = Bot { $0.credentials = nil }
        bot.app.onActivity { _ in Issue.record("called") }
        try bot.app.prepare()
        #expect(bot.log.records.count { $0.level == .warning } == 1)
        let response = await bot.post(Inbound.message("hello"), authorization: authorization)
        #expect(response.status == 401)
        #expect(response.json == ["error": "Authentication not configured"])
    }

    @Test("IN-5 Authentication is off only when that was asked for, and the allow list stays")
    func unauthenticated() async throws {
        let notes = Notes()
        let bot = Bot {
            $0.credentials = nil
            $0.dangerouslyAllowsUnauthenticatedRequests = true
        }
        bot.app.onMessage { _ in notes.add("called") }
        try bot.app.prepare()
        #expect(bot.log.records.count { $0.level == .warning } == 1)
        #expect(await bot.post(Inbound.message("hello"), authorization: nil).status == 200)
        let local = Inbound.message("hello", id: "2", ["serviceUrl": "http://127.0.0.1:3979/"])
        #expect(await bot.post(local, authorization: nil).status == 403)
        #expect(notes.all == ["called"])
    }

    @Test func aHostThatWasAddedIsAllowed() async throws {
        let url: JSONValue = "https://canary.botapi.skype.com/amer/"
        let bot = Bot { $0.additionalServiceHosts = ["Canary.BotAPI.skype.com"] }
        bot.app.onMessage { _ in }
        let token = try bot.token { $0["serviceurl"] = url }
        #expect(
            await bot.post(Inbound.message("x", ["serviceUrl": url]), authorization: "Bearer \(token)").status == 200)
    }

    @Test("The canary ring is let in by its setting alone", arguments: [true, false])
    func theCanaryRing(isAllowed: Bool) async throws {
        let url: JSONValue = "https://canary.botapi.skype.com/amer/"
        let bot = Bot { $0.allowsCanaryService = isAllowed }
        #expect(bot.app.configuration.additionalServiceHosts == (isAllowed ? [Cloud.canaryServiceHost] : []))
        bot.app.onMessage { _ in }
        let token = try bot.token { $0["serviceurl"] = url }
        let answer = await bot.post(Inbound.message("x", ["serviceUrl": url]), authorization: "Bearer \(token)")
        #expect(answer.status == (isAllowed ? 200 : 403))
    }

    @Test func localTeamsAloneIsAllowedOnceItIsUsed() async throws {
        var configuration = AppConfiguration()
        try configuration.useLocalTeams(at: "http://127.0.0.1:3979/")
        let hosts = ServiceAllowList(hosts: configuration.cloud.serviceHosts)
        for url in ["http://127.0.0.1:3979/emea/t/", "http://localhost:3979", "http://[::1]:3979/gcc"] {
            #expect(hosts.allows(try HTTP.Address(url)), "\(url)")
        }
        for url in [
            "http://localhost:4000", "http://127.0.0.1", "http://127.0.0.1:39790/", "http://127.0.0.2:3979",
            "http://[::1]:4000/", "https://localhost", Bot.serviceURL,
        ] {
            #expect(!hosts.allows(try HTTP.Address(url)), "\(url)")
        }
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.credentials?.clientID == "00000000-0000-4000-8000-000000000001")
    }

    @Test("With Local Teams an activity of another program of this machine is refused, and no request goes there")
    func anotherPort() async throws {
        let bot = Bot { try? $0.useLocalTeams(at: "http://127.0.0.1:3979") }
        bot.app.onMessage { try await $0.send("hello") }
        for (url, status) in [
            ("http://127.0.0.1:22/", 403), ("http://localhost:3980", 403), ("http://[::1]:80/", 403),
            ("http://localhost:3979/x", 200),
        ] {
            let token = try bot.token {
                $0["serviceurl"] = .string(url)
            }
            let body = Inbound.message("x", id: url, ["serviceUrl": .string(url)])
            #expect(await bot.post(body, authorization: "Bearer \(token)").status == status, "\(url)")
        }
        let sent = bot.teams.state.withLock { $0.requests }.map(\.url).filter { $0.contains("/v3/") }
        #expect(sent.count == 1)
        #expect(sent.allSatisfy { $0.hasPrefix("http://localhost:3979/x/v3/") })
    }

    /// Members that must be what they are, with a value that is not.
    private static let wrong: [(name: String, member: JSONObject)] = [
        ("no conversation", ["conversation": nil]), ("a conversation that is a text", ["conversation": "19:x"]),
        ("a conversation without an id", ["conversation": [:]]), ("an empty id", ["conversation": ["id": ""]]),
        ("an id that is a number", ["conversation": ["id": 7]]), ("an id that is null", ["conversation": ["id": nil]]),
        ("a type that is a number", ["type": 7]), ("a type that is null", ["type": nil]),
        ("a sender that is a number", ["from": 3]),
        ("a recipient that is a list", ["recipient": []]), ("a text that is an object", ["text": [:]]),
        ("entities that are a text", ["entities": "x"]), ("channel data that are a text", ["channelData": "x"]),
        ("a mark that is a text", ["recipient": ["id": "28:x", "isTargeted": "true"]]),
        ("a service URL that is a number", ["serviceUrl": 7]), ("an id that is an object", ["id": [:]]),
    ]

    @Test(
        "A member of a wrong type, or no conversation, is answered 400 before any handler, and the next message is handled"
    )
    func wrongMembers() async throws {
        let bot = Bot()
        let notes = Notes()
        bot.app.onActivity { notes.add($0.text) }
        for line in Self.wrong {
            for _ in 1...2 {
                var body = Inbound.message("bad").objectValue ?? [:]
                for (name, value) in line.member { body[name] = value }
                let response = try await bot.post(.object(body))
                #expect(response.status == 400, "\(line.name)")
                #expect(response.json?["error"]?.stringValue?.isEmpty == false)
            }
        }
        let reported: JSONValue = [
            "type": "message", "text": "echo /stop", "from": ["id": "29:x"],
            "attachments": [["contentType": "text/html", "content": "<p>/stop</p>"]],
        ]
        for _ in 1...2 { #expect(try await bot.post(reported).status == 400) }
        #expect(notes.all.isEmpty)
        #expect(try await bot.post(Inbound.message("good")).status == 200)
        #expect(notes.all == ["good"])
    }

    private static let odd: [(body: JSONValue, status: Int)] = [
        (Inbound.message("x", ["entities": [["type": "ClientCapabilities"], ["no": "type"], nil, "str"]]), 200),
        (Inbound.message("x", ["entities": nil, "channelData": nil, "attachments": nil, "recipient": nil]), 200),
        (Inbound.message("x", ["attachments": [nil, "str", 7, [], [:], ["contentType": 7], ["content": "x"]]]), 200),
        (
            Inbound.message(
                "x", ["entities": [["type": "mention", "mentioned": 7], ["type": 7], ["type": "mention"]]]), 200
        ),
        (Inbound.message("x", ["entities": [["type": "clientInfo", "locale": 7], [[]]]]), 200),
        (Inbound.message("x", ["unknown": [["deep": nil]], "from": nil]), 200),
        (Inbound.event("fooBar", [:]), 200), (Inbound.event("installationUpdate", [:]), 200),
        (Inbound.event("installationUpdate", ["action": "unheard-of"]), 200),
        (Inbound.event("conversationUpdate", ["membersAdded": [["id": "29:guest"]]]), 200),
        (Inbound.event("invoke", ["name": "message/fetchTask", "value": ["data": ["actionName": "feedback"]]]), 501),
        (Inbound.event("invoke", [:]), 501),
    ]

    @Test("What is only unknown is no reason to refuse", arguments: odd.indices)
    func oddShapes(_ index: Int) async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onActivity { context in
            notes.add(context.text)
            try await context.send("x")
        }
        let line = Self.odd[index]
        #expect(try await bot.post(line.body).status == line.status)
        #expect(notes.all.count == (line.status == 200 ? 1 : 0))
        let activity = try Activity(json: line.body)
        #expect(activity.json["attachments"] == line.body["attachments"].flatMap { $0.isNull ? nil : $0 })
    }
}
