import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

@Suite struct UserTokenTests {
    private func connect(_ wharf: Wharf, _ more: JSONObject = ["sso": true]) async throws {
        var body: JSONObject = ["bot": .string(Wharf.app), "name": "graph"]
        for (name, value) in more { body[name] = value }
        #expect(try await wharf.gesture("POST", "connections", .object(body)).status == 201)
    }

    private func state(_ connection: String = "graph", user: String? = nil, app: String? = Wharf.app) -> String {
        var json: JSONObject = ["connectionName": .string(connection), "conversation": [:]]
        if let user { json["conversation"] = ["user": ["id": .string(user)]] }
        if let app { json["msAppId"] = .string(app) }
        return escaped(Data(JSONValue.object(json).serialized()).base64EncodedString())
    }

    private func signIn(_ wharf: Wharf, _ more: JSONObject = ["outcome": "token"]) async throws -> Wharf.Answer {
        var body: JSONObject = ["as": "ines", "bot": .string(Wharf.app), "connection": "graph"]
        for (name, value) in more { body[name] = value }
        return try await wharf.gesture("POST", "signins", .object(body))
    }

    /// The OAuth card of a bot, in a person's chat.
    private func offer(_ wharf: Wharf, exchange: Bool = true, in chat: String) async throws -> String {
        var card: JSONObject = ["text": "Sign in", "connectionName": "graph", "buttons": []]
        if exchange { card["tokenExchangeResource"] = ["id": "x-91", "uri": "api://botid-x", "providerId": "p"] }
        return try await wharf.show(.object(card), type: "application/vnd.microsoft.card.oauth", in: chat)
    }

    @Test("Section 20: no token is 404 without a body; signed in it is there until sign-out")
    func token() async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            let user = escaped(try await wharf.account(of: "ines", in: try await wharf.chat()))
            let path = "/api/usertoken/GetToken?userId=\(user)&connectionName=graph&channelId=msteams"
            let none = try await wharf.asBot("GET", path)
            #expect(none.status == 404)
            #expect(none.text.isEmpty)
            let done = try await signIn(wharf)
            #expect(done.status == 200)
            #expect(done.json["deliveries"] == [])
            let found = try await wharf.asBot("GET", path)
            #expect(found.status == 200)
            #expect(found.json["connectionName"] == "graph")
            #expect(found.json["channelId"] == "msteams")
            #expect(found.json["token"]?.stringValue?.isEmpty == false)
            #expect(found.json["expiration"]?.stringValue?.hasSuffix("Z") == true)
            // The spellings of other SDKs.
            for spelling in [path.replacing("userId", with: "userid"), path.replacing("GetToken", with: "gettoken")] {
                #expect(try await wharf.asBot("GET", spelling).status == 200)
            }
            let status = try await wharf.asBot(
                "GET", "/api/usertoken/GetTokenStatus?userId=\(user)&channelId=msteams&includeFilter=graph")
            #expect(status.json[0]?["hasToken"] == true)
            #expect(
                try await wharf.asBot("GET", "/api/usertoken/GetTokenStatus?userId=\(user)&include=other").json == [])
            let query = "userId=\(user)&connectionName=graph&channelId=msteams"
            let resources = try await wharf.asBot(
                "POST", "/api/usertoken/GetAadTokens",
                [
                    "userId": .string(user.removingPercentEncoding ?? ""), "connectionName": "graph",
                    "channelId": "msteams",
                    "resourceUrls": ["https://a.test", "https://b.test"],
                ])
            #expect(resources.json.objectValue?.names == ["https://a.test", "https://b.test"])
            let listed = try await wharf.asBot(
                "POST", "/api/usertoken/GetAadTokens?\(query)&resourceUrls=https%3A%2F%2Fa.test", [:])
            #expect(listed.json["https://a.test"] == resources.json["https://a.test"])
            #expect(try await wharf.asBot("DELETE", "/api/usertoken/SignOut?\(query)").status == 200)
            #expect(try await wharf.asBot("GET", path).status == 404)
        }
    }

    private static let refusals: [(method: String, target: String, body: JSONValue?, status: Int)] = [
        ("GET", "/api/usertoken/GetToken?connectionName=graph", nil, 400),
        ("GET", "/api/usertoken/GetToken?userId=USER", nil, 400),
        ("GET", "/api/usertoken/GetToken?userId=USER&connectionName=other", nil, 404),
        ("GET", "/api/usertoken/GetToken?userId=29%3Anobody&connectionName=graph", nil, 404),
        ("POST", "/api/usertoken/exchange?userId=USER&connectionName=graph", [:], 400),
        ("POST", "/api/usertoken/exchange?userId=USER&connectionName=graph", ["token": "forged"], 400),
        ("POST", "/api/usertoken/exchange?userId=USER&connectionName=graph", ["uri": "api://x"], 412),
        ("GET", "/api/botsignin/GetSignInResource", nil, 400),
        ("GET", "/api/botsignin/GetSignInResource?state=%%%", nil, 400),
        ("GET", "/api/botsignin/GetSignInResource?state=bm90IGpzb24%3D", nil, 400),
    ]

    @Test("The token service says what is missing or unknown", arguments: refusals)
    func refused(_ each: (method: String, target: String, body: JSONValue?, status: Int)) async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            let user = escaped(try await wharf.account(of: "ines", in: try await wharf.chat()))
            let answer = try await wharf.asBot(each.method, each.target.replacing("USER", with: user), each.body)
            #expect(answer.status == each.status, "\(answer.text)")
        }
    }

    @Test func nobodyElseHasTheTokens() async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            #expect(try await wharf.call("GET", "/api/usertoken/GetToken?userId=x&connectionName=graph").status == 401)
            _ = try await signIn(wharf)
            let user = escaped(try await wharf.account(of: "ines", in: try await wharf.chat()))
            let found = try await wharf.asBot("GET", "/api/usertoken/GetToken?userId=\(user)&connectionName=graph")
            let token = try #require(found.json["token"]?.stringValue)
            #expect(!(try await wharf.gesture("GET", "log").text.contains(token)))
        }
    }

    @Test(
        "Section 20: a sign-in resource offers an exchange only with single sign-on and msAppId",
        arguments: [
            (true, Wharf.app, true), (true, nil, false), (false, Wharf.app, false), (true, "other", false),
        ] as [(Bool, String?, Bool)])
    func resource(_ sso: Bool, _ app: String?, _ expected: Bool) async throws {
        try await Wharf.with { wharf in
            try await connect(wharf, ["sso": .bool(sso)])
            let answer = try await wharf.asBot("GET", "/api/botsignin/GetSignInResource?state=\(state(app: app))")
            #expect(answer.status == 200)
            #expect((answer.json["tokenExchangeResource"] != nil) == expected)
            #expect(
                answer.json["signInLink"]?.stringValue?.hasPrefix("http://127.0.0.1:3979/api/oauth/signin?signin=")
                    == true)
            #expect(answer.json["tokenPostResource"]?["sasUrl"]?.stringValue?.isEmpty == false)
            let link = try await wharf.asBot("GET", "/api/botsignin/GetSignInUrl?state=\(state(app: app))")
            #expect(link.text.hasPrefix("http://127.0.0.1:3979/api/oauth/signin?signin="))
        }
    }

    @Test("E59 the client offers a token silently, which the bot exchanges once")
    func exchange() async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            let chat = try await wharf.chat()
            _ = try await offer(wharf, in: chat)
            let done = try await signIn(wharf, ["outcome": "token", "silent": true])
            #expect(done.json["steps"] == ["signin/tokenExchange"])
            #expect(done.json["invoke"]?["status"] == 200)
            let activity = try #require(wharf.activities.last)
            #expect(activity["name"] == "signin/tokenExchange")
            #expect(activity["value"]?["id"] == "x-91")
            #expect(activity["value"]?["connectionName"] == "graph")
            #expect(activity["replyToId"] == nil)
            let offered = try #require(activity["value"]?["token"]?.stringValue)
            #expect(offered.hasPrefix("eyJ"))
            let user = escaped(try await wharf.account(of: "ines", in: chat))
            let path = "/api/usertoken/exchange?userId=\(user)&connectionName=graph&channelId=msteams"
            let exchanged = try await wharf.asBot("POST", path, ["token": .string(offered)])
            #expect(exchanged.status == 200)
            let found = try await wharf.asBot("GET", "/api/usertoken/GetToken?userId=\(user)&connectionName=graph")
            #expect(found.json["token"] == exchanged.json["token"])
            // Another person's offer is no offer of hers.
            let bo = escaped(try await wharf.account(of: "bo", in: try await wharf.chat(of: "bo")))
            #expect(
                try await wharf.asBot("POST", path.replacing(user, with: bo), ["token": .string(offered)]).status == 400
            )
            #expect(!(try await wharf.gesture("GET", "log").text.contains(offered)))
        }
    }

    @Test("E60 where the bot cannot exchange, the popup follows, and its code is good once")
    func popup() async throws {
        try await Wharf.with({ $0["name"] == "signin/tokenExchange" ? .empty(status: 412) : .empty(status: 200) }) {
            wharf in
            try await connect(wharf)
            let chat = try await wharf.chat()
            let id = try await offer(wharf, in: chat)
            let done = try await signIn(wharf)
            #expect(done.json["steps"] == ["signin/tokenExchange", "signin/verifyState"])
            let activity = try #require(wharf.activities.last)
            #expect(activity["name"] == "signin/verifyState")
            #expect(activity["replyToId"] == .string(id))
            #expect(activity["channelData"]?["source"] == ["name": "message"])
            let code = try #require(activity["value"]?["state"]?.stringValue)
            #expect(activity["value"] == ["state": .string(code)])
            #expect(code.count == 6 && Int(code) != nil)
            let user = escaped(try await wharf.account(of: "ines", in: chat))
            let path = "/api/usertoken/GetToken?userId=\(user)&connectionName=graph"
            #expect(try await wharf.asBot("GET", path + "&code=000000").status == 404)
            #expect(try await wharf.asBot("GET", path).status == 404)
            #expect(try await wharf.asBot("GET", path + "&code=\(code)").status == 200)
            #expect(try await wharf.asBot("GET", path + "&code=\(code)").status == 404)
            #expect(try await wharf.asBot("GET", path).status == 200)
        }
    }

    @Test("E61 a client that fails says why, by each of the nine codes", arguments: SignInFailure.allCases)
    func failure(_ failure: SignInFailure) async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            #expect(try await signIn(wharf, ["outcome": "failure"]).status == 409)
            _ = try await offer(wharf, in: try await wharf.chat())
            let done = try await signIn(wharf, ["outcome": "failure", "code": .string(failure.rawValue)])
            #expect(done.status == 200)
            let activity = try #require(wharf.activities.last)
            #expect(activity["name"] == "signin/failure")
            #expect(activity["value"]?["code"]?.stringValue == failure.rawValue)
            #expect(activity["value"]?["message"]?.stringValue?.isEmpty == false)
        }
    }

    private static let badSignIns: [(more: JSONObject, status: Int)] = [
        (["outcome": "token", "as": "nobody"], 404), (["outcome": "token", "connection": "other"], 404),
        (["outcome": "maybe"], 400), (["outcome": "token", "code": "invokeerror"], 400),
        (["outcome": "failure", "code": "other"], 400), (["outcome": "token", "bot": "other"], 404),
    ]

    @Test("A sign-in that cannot be is refused", arguments: badSignIns)
    func badSignIn(_ each: (more: JSONObject, status: Int)) async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            #expect(try await signIn(wharf, each.more).status == each.status)
        }
    }

    @Test func aCancelledPopupTellsNobody() async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            _ = try await offer(wharf, in: try await wharf.chat())
            let count = wharf.activities.count
            #expect(try await signIn(wharf, ["outcome": "cancel"]).status == 200)
            #expect(wharf.activities.count == count)
        }
    }

    @Test func connectionsAreListedAndUnique() async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            let again = try await wharf.gesture("POST", "connections", ["bot": .string(Wharf.app), "name": "Graph"])
            #expect(again.status == 409)
            #expect(try await wharf.gesture("POST", "connections", ["bot": "other", "name": "x"]).status == 404)
            #expect(
                try await wharf.gesture("POST", "connections", ["bot": .string(Wharf.app), "name": ""]).status == 400)
            let listed = try await wharf.gesture("GET", "connections")
            #expect(listed.json[0]?["name"] == "graph")
            #expect(try await wharf.gesture("GET", "signins?as=ines").json[0]?["signedIn"] == false)
            _ = try await signIn(wharf)
            #expect(try await wharf.gesture("GET", "signins?as=ines").json[0]?["signedIn"] == true)
            // A reset keeps the registration, and forgets who was signed in.
            _ = try await wharf.gesture("POST", "reset")
            #expect(try await wharf.gesture("GET", "signins?as=ines").json[0]?["signedIn"] == false)
        }
    }

    @Test("The page of a sign-in lets its person end it in each way", arguments: ["token", "cancel", "failure"])
    func page(_ outcome: String) async throws {
        try await Wharf.with { wharf in
            try await connect(wharf)
            let chat = try await wharf.chat()
            _ = try await offer(wharf, in: chat)
            let user = try await wharf.account(of: "ines", in: chat)
            let resource = try await wharf.asBot("GET", "/api/botsignin/GetSignInResource?state=\(state(user: user))")
            let link = (resource.json["signInLink"]?.stringValue ?? "").replacing(Wharf.address, with: "")
            let page = try await wharf.call("GET", link)
            #expect(page.status == 200)
            #expect(page.fields["Content-Type"]?.hasPrefix("text/html") == true)
            #expect(page.text.contains("Ines Okafor"))
            #expect(!page.text.contains("<script"))
            let id = link.split(separator: "=").last ?? ""
            let end = try await wharf.call(
                "POST", "/api/oauth/signin",
                bytes: Array("signin=\(id)&as=bo&outcome=\(outcome)&code=invokeerror".utf8),
                fields: ["Content-Type": "application/x-www-form-urlencoded"])
            #expect(end.status == 200)
            switch outcome {
            case "token": #expect(wharf.activities.last?["name"] == "signin/verifyState")
            case "failure": #expect(wharf.activities.last?["value"]?["code"] == "invokeerror")
            default: #expect(wharf.activities.allSatisfy { $0["name"] == nil })
            }
            // It was made for Ines, whatever the form says.
            #expect(wharf.activities.allSatisfy { $0["from"]?["id"]?.stringValue == user })
            #expect(try await wharf.call("GET", "/api/oauth/signin?signin=none").status == 404)
        }
    }
}
