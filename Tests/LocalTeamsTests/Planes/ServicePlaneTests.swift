import Foundation
import HTTPKit
import JSONKit
import Testing
import TokenKit

@testable import LocalTeams

private typealias Teams = RunningTeams
private let group = escaped(RunningTeams.group)

/// Who calls.
private enum Caller: Sendable { case nobody, bot, foreigner, garbage }

/// Calls that are refused: what Teams' status table says.
private let refusals: [(call: String, body: JSONValue?, caller: Caller, status: Int, code: String)] = [
    ("POST /v3/conversations/\(group)/activities", ["type": "message", "text": "x"], .nobody, 401, "BotNotRegistered"),
    (
        "POST /v3/conversations/\(group)/activities", ["type": "message", "text": "x"], .garbage, 401,
        "BotNotRegistered"
    ),
    (
        "POST /v3/conversations/\(group)/activities", ["type": "message", "text": "x"], .foreigner, 401,
        "BotNotRegistered"
    ),
    ("POST /v3/conversations/\(group)/activities", ["text": "x"], .bot, 400, "BadArgument"),
    ("POST /v3/conversations/\(group)/activities", ["type": "message"], .bot, 400, "BadArgument"),
    ("POST /v3/conversations/\(group)/activities", [1], .bot, 400, "BadArgument"),
    (
        "POST /v3/conversations/\(group)/activities?isTargetedActivity=true", ["type": "message", "text": "x"], .bot,
        400, "BadArgument"
    ),
    (
        "POST /v3/conversations/\(group)/activities?isTargetedActivity=true",
        ["type": "message", "text": "x", "recipient": ["id": "29:nobody"]], .bot, 404, "MemberNotFoundInConversation"
    ),
    (
        "POST /v3/conversations/19:no@thread.v2/activities", ["type": "message", "text": "x"], .bot, 404,
        "ConversationNotFound"
    ),
    (
        "PUT /v3/conversations/\(group)/activities/1", ["type": "message", "text": "x"], .bot, 404,
        "ActivityNotFoundInConversation"
    ),
    ("DELETE /v3/conversations/\(group)/activities/1", nil, .bot, 404, "ActivityNotFoundInConversation"),
    ("DELETE /v3/conversations/\(group)/activities?isTargetedActivity=true", nil, .bot, 400, "BadArgument"),
    ("GET /v3/conversations/\(group)/members/29:nobody", nil, .bot, 404, "MemberNotFoundInConversation"),
    ("DELETE /v3/conversations/\(group)/members/29:nobody", nil, .bot, 403, "NotEnoughPermissions"),
    ("POST /v3/conversations", ["isGroup": true], .bot, 400, "BadSyntax"),
    ("POST /v3/conversations/\(group)/attachments", ["name": "x"], .bot, 400, "MissingProperty"),
    ("GET /v3/attachments/none", nil, .bot, 404, "NotFound"),
    ("GET /v3/attachments/none/views/original", nil, .nobody, 401, "BotNotRegistered"),
    ("GET /v3/teams/19:none@thread.tacv2", nil, .bot, 404, "ConversationNotFound"),
    ("GET /v3/nothing/here", nil, .bot, 404, "NotFound"),
    ("PATCH /v3/conversations/\(group)/activities", nil, .bot, 405, "MethodNotAllowed"),
]

@Suite struct ServicePlaneTests {
    @Test func refusesWhatTeamsRefuses() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let foreign = try SigningKey.generate(keyID: "foreign")
            let forged = try foreign.sign([
                "aud": "https://api.botframework.com", "iss": "https://sts.windows.net/x/", "appid": .string(Teams.app),
                "exp": .number(JSONNumber(Int(Date().timeIntervalSince1970) + 600)),
            ])
            let token = try await teams.token()
            for (call, body, caller, status, code) in refusals {
                let parts = call.split(separator: " ").map(String.init)
                let fields: HTTP.Fields =
                    switch caller {
                    case .nobody: [:]
                    case .bot: ["Authorization": "Bearer \(token)"]
                    case .foreigner: ["Authorization": "Bearer \(forged)"]
                    case .garbage: ["Authorization": "Bearer garbage"]
                    }
                let answer = try await teams.call(parts[0], parts[1], body, fields: fields)
                #expect(answer.status == status, "\(call)")
                #expect(answer.code == code, "\(call): \(String(decoding: answer.body, as: UTF8.self))")
                #expect(answer.fields["MS-CV"] != nil, "\(call)")
            }
        }
    }

    @Test func badBodiesAreRefusedAndNothingElseBreaks() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let path = "/v3/conversations/\(group)/activities"
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            let malformed = try await teams.call("POST", path, bytes: Array("{\"type\":".utf8), fields: fields)
            #expect(malformed.status == 400)
            #expect(malformed.code == "BadArgument")
            let tooLong = [UInt8](repeating: 0x20, count: (1 << 20) + 1)
            #expect(try await teams.call("POST", path, bytes: tooLong, fields: fields).status == 413)
            let badPath = try await teams.call("GET", "/v3/conversations/%zz/members", bytes: [], fields: fields)
            #expect(badPath.status == 400)
            #expect(
                try await teams.call("POST", path, ["type": "message", "text": "fine"], fields: fields).status == 201)
        }
    }

    @Test func whatNobodyServesIsRefusedAndLogged() async throws {
        try await withTeams { teams in
            let answer = try await teams.call("GET", "/api/elsewhere")
            #expect(answer.status == 404)
            #expect(answer.code == "NotFound")
            #expect(try await teams.log().last?["path"] == "/api/elsewhere")
        }
    }

    @Test(arguments: ["", "/teams", "/amer/7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00", "/emea/x"])
    func everyPrefixAndSpellingLeadsToTheSameRoute(prefix: String) async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let message: JSONValue = ["type": "message", "text": "hello", "unknown": ["kept": true]]
            for conversation in [RunningTeams.group, group] {
                for end in ["activities", "activities/", "ACTIVITIES"] {
                    let answer = try await teams.asBot(
                        "POST", "\(prefix)/v3/conversations/\(conversation)/\(end)", message)
                    #expect(answer.status == 201)
                    #expect(answer.json["id"]?.stringValue?.isEmpty == false)
                }
                for pages in ["pagedMembers", "pagedmembers"] {
                    let answer = try await teams.asBot("GET", "\(prefix)/v3/conversations/\(conversation)/\(pages)")
                    #expect(answer.json["members"]?.arrayValue?.count == 4)
                }
            }
        }
    }

    @Test func aMessageIsSentChangedAndDeleted() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            try await teams.liftLimits()
            let path = "/v3/conversations/\(group)/activities"
            let id = try await teams.asBot("POST", path, ["type": "message", "text": "one"]).json["id"]?.stringValue
            let sent = try #require(id)
            #expect(try await teams.history("bo").map { $0["text"] } == ["one"])
            let updated = try await teams.asBot("PUT", "\(path)/\(sent)", ["type": "message", "text": "two"])
            #expect(updated.status == 200)
            #expect(updated.json["id"]?.stringValue == sent)
            let inBody = try await teams.asBot(
                "PUT", path, ["type": "message", "text": "three", "id": .string(sent)])
            #expect(inBody.status == 200)
            #expect(try await teams.history("bo").map { $0["text"] } == ["three"])
            #expect(try await teams.asBot("PUT", "\(path)/\(sent)/reactions/like").status == 200)
            #expect(try await teams.asBot("DELETE", "\(path)/\(sent)/reactions/like").status == 200)
            let reply = try await teams.asBot("POST", "\(path)/\(sent)", ["type": "message", "text": "reply"])
            #expect(reply.status == 201)
            let removed = try await teams.asBot("DELETE", "\(path)/\(sent)")
            #expect(removed.status == 200)
            #expect(removed.body.isEmpty)
            #expect(try await teams.asBot("PUT", "\(path)/\(sent)", ["type": "message", "text": "x"]).status == 404)
        }
    }

    @Test func peopleTeamsAndChannelsAreListed() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let members = try await teams.asBot("GET", "/v3/conversations/\(group)/members").json.arrayValue ?? []
            #expect(members.count == 4)
            let first = try #require(members.first)
            for id in [first["id"], first["aadObjectId"], first["userPrincipalName"]] {
                let path = "/v3/conversations/\(group)/members/\(escaped(id?.stringValue ?? ""))"
                #expect(try await teams.asBot("GET", path).json["name"] == first["name"])
            }
            let team = try await teams.asBot("GET", "/v3/teams/\(escaped(Teams.team))")
            #expect(team.json["name"] == "Port")
            let channels = try await teams.asBot("GET", "/v3/teams/\(escaped(Teams.team))/conversations")
            #expect(channels.json["conversations"]?.arrayValue?.count == 3)
            #expect(channels.json["conversations"]?[0]?["name"] == .null)
            #expect(try await teams.asBot("GET", "/v3/conversations").status == 405)

            let chat: JSONValue = [
                "isGroup": false, "members": [["id": first["id"] ?? .null]], "tenantId": .string(teams.teams.tenantID),
            ]
            let created = try await teams.asBot("POST", "/v3/conversations", chat)
            #expect(created.status == 201)
            #expect(created.json["id"]?.stringValue?.hasPrefix("a:") == true)
            #expect(try await teams.asBot("POST", "/v3/conversations", chat).json["id"] == created.json["id"])
            let thread = try await teams.asBot(
                "POST", "/v3/conversations",
                [
                    "isGroup": true, "channelData": ["channel": ["id": .string(Teams.channel)]],
                    "activity": ["type": "message", "text": "a post"],
                ])
            #expect(thread.status == 201)
            #expect(thread.json["id"]?.stringValue?.hasPrefix("\(Teams.channel);messageid=") == true)
        }
    }

    @Test func anUploadedAttachmentCanBeFetchedWithATokenOnly() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let picture = Array("GIF89a".utf8)
            let uploaded = try await teams.asBot(
                "POST", "/v3/conversations/\(group)/attachments",
                [
                    "type": "image/gif", "name": "dot.gif",
                    "originalBase64": .string(Data(picture).base64EncodedString()),
                ])
            #expect(uploaded.status == 201)
            let id = uploaded.json["id"]?.stringValue ?? ""
            let info = try await teams.asBot("GET", "/v3/attachments/\(id)")
            #expect(info.json["type"] == "image/gif")
            #expect(info.json["views"]?[0]?["viewId"] == "original")
            let view = try await teams.asBot("GET", "/v3/attachments/\(id)/views/original")
            #expect(view.body == picture)
            #expect(view.fields["Content-Type"] == "image/gif")
            #expect(try await teams.call("GET", "/v3/attachments/\(id)/views/original").status == 401)
        }
    }

    @Test func withoutAuthenticationTheCallerIsKnownByItsBodyOrItsPlace() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages", { $0.service.authentication = false }) { teams in
            let path = "/v3/conversations/\(group)/activities"
            let message: JSONObject = ["type": "message", "text": "hello"]
            #expect(try await teams.call("POST", path, .object(message)).status == 201)
            let second = try await teams.call(
                "POST", "/_local/bots", ["name": "Second", "endpoint": "http://127.0.0.1:9/second"])
            let app = second.json["appId"]?.stringValue ?? ""
            let installed = try await teams.call(
                "POST", "/_local/installations",
                ["as": "ines", "bot": .string(app), "chat": .string(Teams.group)])
            #expect(installed.status == 201)
            #expect(try await teams.call("POST", path, .object(message)).status == 401)
            for account in ["28:\(app)", app] {
                var named = message
                named["from"] = ["id": .string(account)]
                #expect(try await teams.call("POST", path, .object(named)).status == 201)
            }
            #expect(try await teams.history("bo").map { $0["from"]?["name"] } == ["Bot", "Second", "Second"])
        }
    }

    @Test func aGCCTenantIsServedElsewhere() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            #expect(try await teams.call("PATCH", "/_local/tenant", ["cloud": "gcc"]).status == 200)
            let path = "/v3/conversations/\(group)/members"
            let refused = try await teams.asBot("GET", path)
            #expect(refused.status == 403)
            #expect(refused.code == "InvalidBotApiHost")
            #expect(try await teams.asBot("GET", "/gcc" + path).status == 200)
            // On loopback a name is not enough: a web page could give that name to this machine.
            let head = try await rawAnswer(
                port: teams.port,
                [
                    "GET \(path) HTTP/1.1", "Host: smba.infra.gcc.teams.microsoft.com",
                    "Authorization: Bearer \(try await teams.token())",
                ])
            #expect(head.hasPrefix("HTTP/1.1 403 "))
        }
    }
}
