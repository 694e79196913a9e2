import Foundation
import HTTPKit
import JSONKit
import Testing
import TokenKit

@testable import LocalTeams

private let mention: JSONObject = ["mentions": [.string(RunningTeams.app)]]

@Suite struct DeliveryTests {
    /// How a delivery is signed, and what a bot that checks well finds.
    static let modes: [(mode: String, finding: TokenError.Code?)] = [
        ("valid", nil), ("expired", .expired), ("wrongAudience", .wrongAudience), ("wrongKey", .badSignature),
        ("unknownKey", .unknownKey),
    ]

    @Test(arguments: modes)
    func aBotThatChecksTokensFindsWhatTheSendModeSays(mode: String, finding: TokenError.Code?) async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                let path = "/_local/bots/\(RunningTeams.app)/send-mode"
                #expect(try await teams.call("POST", path, ["mode": .string(mode)]).status == 200)
                _ = try await teams.post("hello", as: "ines", mention)
                let received = try #require(await bot.nextMessage())
                let keys = try KeySet(json: try await teams.call("GET", "/v1/.well-known/keys").json)
                let verifier = TokenVerifier(
                    requirements: TokenRequirements(
                        issuers: ["https://api.botframework.com"], audiences: [RunningTeams.app]))
                let found = Result { () throws(TokenError) in
                    try verifier.verify(received.token ?? "", keys: keys, now: Date())
                }
                switch found {
                case .success(let token):
                    #expect(finding == nil)
                    #expect(token.claims["serviceurl"] == received.activity["serviceUrl"])
                    let life = (token.claims["exp"]?.intValue ?? 0) - (token.claims["nbf"]?.intValue ?? 0)
                    #expect(life == 3_600)
                case .failure(let error):
                    #expect(error.code == finding)
                }
            }
        }
    }

    @Test func aBotThatComesLaterLearnsWhereItIsInstalled() async throws {
        let nobody = try BotDouble()
        let port = nobody.port
        try await nobody.serve {}
        try await withTeams(bot: nobody.endpoint) { teams in
            while !(try await teams.log().contains { $0["operation"] == "deliver" }) { await Task.yield() }
            let bot = try BotDouble(port: port)
            try await bot.serve {
                // Who comes meanwhile is announced at once, and not again with the others.
                _ = try await teams.call("POST", "/_local/users", ["handle": "zoe", "name": "Zoe"])
                let chat = try await teams.personalChat(of: "zoe")
                var announced: [String: Int] = [:]
                for await received in bot.activities where received.activity["type"] != "conversationUpdate" {
                    guard received.activity["type"] == "installationUpdate" else { break }
                    announced[received.activity["conversation"]?["id"]?.stringValue ?? "", default: 0] += 1
                    // Seven people, a chat and a team: the rest of what is under way to Zoe comes before her message.
                    if announced.count == 9 { _ = try await teams.post("hello", as: "zoe", to: chat) }
                }
                #expect(announced.values.allSatisfy { $0 == 1 })
            }
        }
    }

    @Test func aTokenMayBeMissingOrNameAnotherServiceURL() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                let path = "/_local/bots/\(RunningTeams.app)/send-mode"
                _ = try await teams.call("POST", path, ["mode": "none"])
                _ = try await teams.post("hello", as: "ines", mention)
                #expect(await bot.nextMessage()?.token == nil)
                _ = try await teams.call("POST", path, ["mode": "wrongServiceUrl"])
                _ = try await teams.post("hello", as: "ines", mention)
                let received = try #require(await bot.nextMessage())
                let token = try Token(unverified: received.token ?? "")
                #expect(token.claims["serviceurl"] != received.activity["serviceUrl"])
            }
        }
    }

    @Test func withAuthenticationOffNoTokenGoesAlong() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint, { $0.service.authentication = false }) { teams in
                _ = try await teams.post("hello", as: "ines", mention)
                let received = try #require(await bot.nextMessage())
                #expect(received.token == nil)
                #expect(received.activity["text"]?.stringValue?.hasSuffix("hello") == true)
            }
        }
    }

    /// What a bot answers, and what the sender learns.
    @Test(arguments: [(200, nil), (201, nil), (401, "client id"), (404, "path"), (500, "500")])
    func theSenderLearnsWhatTheBotAnswered(status: Int, hint: String?) async throws {
        let bot = try BotDouble { _ in status }
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                let answer = try await teams.post("hello", as: "ines", mention)
                #expect(answer.status == 201)
                let delivery = answer.json["deliveries"]?[0]
                #expect(delivery?["bot"]?.stringValue == RunningTeams.app)
                #expect(delivery?["status"]?.intValue == status)
                #expect(delivery?["ms"] != nil)
                if let hint {
                    #expect(delivery?["error"]?.stringValue?.contains(hint) == true)
                } else {
                    #expect(delivery?["error"] == nil)
                }
            }
        }
    }

    @Test func aBotThatIsDownIsNamedAndHoldsUpNobody() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                let down = try await teams.call(
                    "POST", "/_local/bots", ["name": "Down", "endpoint": "http://127.0.0.1:9/api/messages"])
                let app = down.json["appId"] ?? .null
                _ = try await teams.call(
                    "POST", "/_local/installations",
                    ["as": "ines", "bot": app, "chat": .string(RunningTeams.group)])
                let answer = try await teams.post(
                    "hello", as: "ines", ["mentions": [app, .string(RunningTeams.app)]])
                let deliveries = answer.json["deliveries"]?.arrayValue ?? []
                #expect(deliveries.count == 2)
                for delivery in deliveries {
                    if delivery["bot"] == app {
                        #expect(delivery["status"] == nil)
                        #expect(delivery["error"]?.stringValue?.contains("down") == true)
                    } else {
                        #expect(delivery["status"] == 200)
                    }
                }
                #expect(await bot.nextMessage() != nil)
                let log = try await teams.log()
                #expect(log.contains { $0["note"]?.stringValue?.contains("down") == true && $0["bot"] == app })
            }
        }
    }

    @Test func whyNothingWasSentIsInTheAnswerAndInTheLog() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let answer = try await teams.post("hello", as: "ines")
            #expect(answer.json["deliveries"]?[0]?["skipped"] == "not mentioned")
            let log = try await teams.log()
            let entry = try #require(log.first { $0["note"]?.stringValue?.contains("not mentioned") == true })
            #expect(entry["direction"] == "out")
            #expect(entry["message"] == answer.json["id"])
        }
    }

    @Test func messagesOfOneConversationArriveInOrder() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...20 {
                        group.addTask { _ = try await teams.post("\(number)", as: "ines", mention) }
                    }
                    try await group.waitForAll()
                }
                var received: [JSONValue?] = []
                for await item in bot.activities where item.activity["type"] == "message" {
                    received.append(item.activity["id"])
                    if received.count == 20 { break }
                }
                let shown = try await teams.history("bo").map { $0["id"] }
                #expect(received == shown)
            }
        }
    }

    @Test func anActivityIsPostedOnceMoreAfterFifteenSecondsOfTheWorldsClock() async throws {
        let gate = Gate()
        let bot = try BotDouble { received in
            if received.activity["type"] == "message", received.number == 1 { await gate.wait() }
            return 200
        }
        try await bot.serve {
            try await withQuietBot(bot.endpoint) { teams in
                async let answer = teams.post("hello", as: "ines", mention)
                let first = try #require(await bot.nextMessage())
                #expect(try await teams.call("POST", "/_local/clock", ["advance": 15]).status == 200)
                let second = try #require(await bot.nextMessage())
                #expect(second.activity == first.activity)
                let result = try await answer.json["deliveries"]?[0]
                #expect(result?["status"] == 200)
                #expect(result?["redelivered"] == true)
                let entries = try await teams.log().filter { $0["message"] == first.activity["id"] }
                #expect(entries.map { $0["operation"] } == ["deliver", "deliver"])
                #expect(entries.first?["note"]?.stringValue?.contains("posted once more") == true)
                #expect(entries.map { $0["status"] } == [.null, 200])
                gate.open()
            }
        }
    }

    /// With the tenant's switch off an activity is posted once, whatever becomes of it.
    @Test func nothingIsPostedAgainWhereTheTenantSaysSo() async throws {
        let gate = Gate()
        let bot = try BotDouble { received in
            if received.number == 1 { await gate.wait() }
            return 200
        }
        try await bot.serve {
            try await withQuietBot(bot.endpoint) { teams in
                _ = try await teams.call("PATCH", "/_local/tenant", ["redeliver": false])
                async let answer = teams.post("hello", as: "ines", mention)
                let first = try #require(await bot.nextMessage())
                #expect(try await teams.call("POST", "/_local/clock", ["advance": 15]).status == 200)
                let result = try await answer.json["deliveries"]?[0]
                #expect(result?["status"] == nil && result?["redelivered"] == nil)
                #expect(result?["error"]?.stringValue?.contains("not posted again") == true)
                _ = try await teams.post("again", as: "ines", mention)
                let second = try #require(await bot.nextMessage())
                #expect(second.activity["id"] != first.activity["id"])
                gate.open()
            }
        }
    }

    /// What stands in the head of a delivery, beside the token.
    @Test func aDeliverySaysItsConversationAndTenant() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                let chat = try await teams.personalChat(of: "ines")
                for conversation in [chat, RunningTeams.group, RunningTeams.channel] {
                    let posted = try await teams.post("hello", as: "ines", to: conversation, mention)
                    let received = try #require(await bot.nextMessage())
                    let named = received.activity["conversation"]?["id"]?.stringValue
                    #expect(received.fields["x-ms-conversation-id"] == named)
                    #expect(received.fields["x-ms-tenant-id"] == teams.teams.tenantID)
                    guard conversation == RunningTeams.channel else { continue }
                    #expect(named == "\(conversation);messageid=\(posted.json["id"]?.stringValue ?? "")")
                }
            }
        }
    }

    /// An id that a workspace file chose can be anything; a field cannot.
    @Test func aFieldOfADeliveryHoldsNoMoreThanAFieldCan() async throws {
        let bot = try BotDouble()
        try await withFolder { folder in
            let workspace: JSONValue = [
                "tenant": ["id": "t\r\nX-Evil: 1", "name": "T"], "users": [["handle": "ines", "name": "Ines"]],
                "chats": [["id": "19:h\u{e5}f n\r\nX-Evil: 1", "kind": "group", "members": ["ines"]]],
            ]
            let file = folder + "/w.json"
            try Data(workspace.serialized()).write(to: URL(filePath: file))
            try await bot.serve {
                try await withTeams(bot: bot.endpoint, { $0.service.workspace = file }) { teams in
                    let posted = try await teams.post(
                        "hello", as: "ines", to: "19:h\u{e5}f n\r\nX-Evil: 1", mention)
                    #expect(posted.json["deliveries"]?[0]?["status"] == 200)
                    let received = try #require(await bot.nextMessage())
                    #expect(received.fields["x-ms-conversation-id"] == "19:h%C3%A5f%20n%0D%0AX-Evil:%201")
                    #expect(received.fields["x-ms-tenant-id"] == "t%0D%0AX-Evil:%201")
                    #expect(received.fields["X-Evil"] == nil)
                }
            }
        }
    }
}

/// A Local Teams on a virtual clock whose bot is installed without being told, so that messages are all it gets.
private func withQuietBot(
    _ endpoint: String, _ test: @escaping @Sendable (RunningTeams) async throws -> Void
) async throws {
    try await withTeams(bot: nil, { $0.service.clock = .virtual }) { teams in
        let app = JSONValue.string(RunningTeams.app)
        _ = try await teams.call(
            "POST", "/_local/installations", ["as": "ines", "bot": app, "chat": .string(RunningTeams.group)])
        _ = try await teams.call("PATCH", "/_local/bots/\(RunningTeams.app)", ["endpoint": .string(endpoint)])
        try await test(teams)
    }
}
