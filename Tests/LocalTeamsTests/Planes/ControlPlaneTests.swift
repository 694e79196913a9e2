import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

private let group = escaped(RunningTeams.group)
private let team = escaped(RunningTeams.team)
private let app = RunningTeams.app

/// Calls that are refused, and the word that the message must hold.
private let refusals: [(call: String, body: JSONValue?, status: Int, word: String)] = [
    ("POST /_local/users", ["handle": "x"], 400, "The body's /name is missing."),
    ("POST /_local/users", ["handle": "x", "name": "X", "nane": 1], 400, "The body's /nane is not known here"),
    ("POST /_local/users", ["handle": "ines", "name": "X"], 409, "ines"),
    ("POST /_local/users", ["handle": 1, "name": "X"], 400, "handle"),
    ("POST /_local/users", ["handle": "x", "name": "X", "timeZone": "Nowhere/Land"], 400, "Nowhere/Land"),
    ("POST /_local/users", ["not an object"], 400, "The body must be an object, but is a list."),
    ("PATCH /_local/users/nobody", ["locale": "sv-SE"], 404, "nobody"),
    ("POST /_local/bots", ["name": "x", "endpoint": "https://example.com/api"], 400, "this machine"),
    ("POST /_local/bots", ["name": "x", "endpoint": "ftp://127.0.0.1/"], 400, "this machine"),
    ("PATCH /_local/bots/none", ["disabled": true], 404, "none"),
    ("POST /_local/bots/none/send-mode", ["mode": "valid"], 404, "none"),
    ("POST /_local/bots/\(app)/send-mode", ["mode": "loud"], 400, "wrongAudience"),
    ("POST /_local/chats", ["as": "ines", "kind": "huge"], 400, "kind"),
    ("POST /_local/chats", ["as": "ghost", "kind": "group", "members": []], 404, "ghost"),
    ("POST /_local/teams", ["as": "ines", "name": "T", "members": [], "channels": [1]], 400, "channels"),
    (
        "POST /_local/teams", ["as": "ines", "name": "T", "channels": [["name": "C", "kind": "odd"]]],
        400, "/channels/0/kind"
    ),
    ("DELETE /_local/teams/\(team)?as=ines&hard=maybe", nil, 400, "The query's /hard must be true or false"),
    ("DELETE /_local/teams/none?as=ines", nil, 404, "none"),
    ("POST /_local/members", ["as": "ines", "user": "ghost", "chat": .string(RunningTeams.group)], 404, "ghost"),
    ("DELETE /_local/members?as=ines", nil, 400, "user"),
    ("POST /_local/installations", ["as": "ines", "bot": "none", "user": "ines"], 404, "none"),
    ("DELETE /_local/installations/none?as=ines", nil, 404, "none"),
    ("POST /_local/blocks", ["as": "ines"], 400, "bot"),
    ("GET /_local/conversations", nil, 400, "as"),
    ("GET /_local/conversations?as=ghost", nil, 404, "ghost"),
    ("GET /_local/conversations?as=ines&color=red", nil, 400, "color"),
    ("GET /_local/conversations/\(group)/messages?as=rosa", nil, 403, "rosa"),
    ("GET /_local/conversations/\(group)/messages?as=ines&limit=0", nil, 400, "limit"),
    ("GET /_local/conversations/\(group)/messages?as=ines&limit=many", nil, 400, "limit"),
    ("GET /_local/conversations/none/messages?as=ines", nil, 404, "none"),
    ("POST /_local/conversations/\(group)/messages", ["as": "ines", "text": " "], 400, "text"),
    ("POST /_local/conversations/\(group)/messages", ["as": "rosa", "text": "x"], 403, "rosa"),
    ("POST /_local/conversations/\(group)/messages", ["as": "ines", "text": "x", "mentions": "bo"], 400, "mentions"),
    (
        "POST /_local/conversations/\(group)/messages",
        ["as": "ines", "attachments": [["name": "a", "contentType": "image/png", "base64": "%"]]], 400, "base64"
    ),
    (
        "POST /_local/conversations/\(group)/messages",
        ["as": "ines", "attachments": [["name": "a", "contentType": "image/png", "base64": "AA==", "size": 1]]],
        400, "/attachments/0/size"
    ),
    ("PUT /_local/conversations/\(group)/messages/1", ["as": "ines", "text": "x"], 404, "1"),
    ("PUT /_local/conversations/\(group)/messages/1/reactions/like?as=ines", nil, 404, "1"),
    ("POST /_local/clock", ["advance": 5], 409, "clock"),
    ("POST /_local/clock", [:], 400, "advance"),
    ("POST /_local/clock", ["advance": 1, "now": "2026-11-20T08:00:00Z"], 400, "advance and now"),
    ("POST /_local/reset", ["all": true], 400, "/all"),
    ("POST /_local/clock", ["now": "noon"], 400, "now"),
    ("POST /_local/clock", ["advance": -1], 400, "advance"),
    ("GET /_local/stream?as=ghost", nil, 404, "ghost"),
    ("GET /_local/ledger?as=ghost", nil, 404, "ghost"),
    ("GET /_local/ledger?kind=odd", nil, 400, "kind"),
    ("GET /_local/ledger?last=0", nil, 400, "last"),
    ("PATCH /_local/tenant", ["cloud": "moon"], 400, "cloud"),
    ("POST /_local/storms", ["operation": "send"], 404, "storms"),
    ("POST /_local/faults", ["operation": "send"], 400, "/status"),
    ("PATCH /_local/limits", ["perPerson": []], 400, "/perPerson"),
    ("POST /_local/webhooks", ["as": "ines", "channel": "x"], 404, "x"),
    ("POST /_local/webhooks", ["as": "ines", "channel": .string(RunningTeams.group)], 400, "channel"),
    ("POST /_local/webhooks", ["as": "ines", "channel": .string(RunningTeams.channel), "kind": "pigeon"], 400, "kind"),
    ("DELETE /_local/webhooks/none?as=ines", nil, 404, "webhook"),
    ("POST /_local/meetings/\(group)/events", ["as": "ines", "event": "start"], 400, "meeting"),
    ("POST /_local/meetings/\(group)/events", ["as": "ines", "event": "nap"], 400, "event"),
    ("POST /_local/chats", ["as": "ines", "kind": "group", "start": "2026-11-20T08:00:00Z"], 400, "start"),
    ("GET /_local/nothing", nil, 404, "nothing"),
    ("PUT /_local/workspace", [:], 405, ""),
]

@Suite struct ControlPlaneTests {
    @Test func saysWhatIsWrongWithACall() async throws {
        try await withTeams { teams in
            for (call, body, status, word) in refusals {
                let parts = call.split(separator: " ").map(String.init)
                let answer = try await teams.call(parts[0], parts[1], body)
                let text = String(decoding: answer.body, as: UTF8.self)
                #expect(answer.status == status, "\(call): \(text)")
                #expect(answer.code?.isEmpty == false, "\(call): \(text)")
                #expect(answer.message.localizedCaseInsensitiveContains(word) || word.isEmpty, "\(call): \(text)")
            }
            let malformed = try await teams.call("POST", "/_local/users", bytes: Array("{".utf8))
            #expect(malformed.status == 400)
        }
    }

    @Test func peopleAndBotsComeAndChange() async throws {
        try await withTeams { teams in
            let added = try await teams.call("POST", "/_local/users", ["handle": "zoe", "name": "Zoe Adams"])
            #expect(added.status == 201)
            #expect(added.json["readReceipts"] == true)
            let changed = try await teams.call("PATCH", "/_local/users/zoe", ["readReceipts": false])
            #expect(changed.json["readReceipts"] == false)
            let bot = try await teams.call(
                "POST", "/_local/bots", ["name": "Second", "endpoint": "http://localhost:1/api/messages"])
            #expect(bot.status == 201)
            #expect(bot.json["secret"]?.stringValue?.isEmpty == false)
            let id = bot.json["appId"]?.stringValue ?? ""
            #expect(try await teams.token(id: id, secret: bot.json["secret"]?.stringValue ?? "").isEmpty == false)
            #expect(
                try await teams.call("PATCH", "/_local/bots/\(id)", ["disabled": true]).json["disabled"] == true)
            let workspace = try await teams.call("GET", "/_local/workspace")
            #expect(workspace.json["users"]?.arrayValue?.contains { $0["handle"] == "zoe" } == true)
            let text = String(decoding: workspace.body, as: UTF8.self)
            #expect(!text.contains("secret"))
        }
    }

    @Test func chatsTeamsAndChannelsComeAndGo() async throws {
        try await withTeams { teams in
            let chat: JSONValue = ["as": "ines", "kind": "personal", "members": ["bo"]]
            let first = try await teams.call("POST", "/_local/chats", chat)
            #expect(first.status == 201)
            #expect(try await teams.call("POST", "/_local/chats", chat).json["id"] == first.json["id"])
            let made = try await teams.call(
                "POST", "/_local/teams",
                [
                    "as": "ines", "name": "Dock", "members": ["bo"],
                    "channels": ["Cranes", ["name": "Pilots", "kind": "private"]],
                ])
            #expect(made.status == 201)
            #expect(made.json["channels"]?.arrayValue?.map { $0["name"] } == ["General", "Cranes", "Pilots"])
            let id = escaped(made.json["id"]?.stringValue ?? "")
            let renamed = try await teams.call("PATCH", "/_local/teams/\(id)", ["as": "ines", "name": "Docks"])
            #expect(renamed.json["name"] == "Docks")
            let channel = try await teams.call(
                "POST", "/_local/teams/\(id)/channels", ["as": "ines", "name": "Ropes"])
            #expect(channel.status == 201)
            let place = "/_local/teams/\(id)/channels/\(escaped(channel.json["id"]?.stringValue ?? ""))"
            #expect(try await teams.call("PATCH", place, ["as": "ines", "name": "Lines"]).json["name"] == "Lines")
            #expect(try await teams.call("DELETE", "\(place)?as=ines").status == 200)
            #expect(try await teams.call("POST", "\(place)/restore", ["as": "ines"]).status == 200)
            #expect(try await teams.call("DELETE", "/_local/teams/\(id)?as=ines").status == 200)
            #expect(try await teams.call("POST", "/_local/teams/\(id)/restore", ["as": "ines"]).status == 200)
            #expect(try await teams.call("DELETE", "/_local/teams/\(id)?as=ines&hard=true").status == 200)
            #expect(try await teams.call("POST", "/_local/teams/\(id)/restore", ["as": "ines"]).status == 404)
            let member: JSONValue = ["as": "ines", "user": "rosa", "chat": .string(RunningTeams.group)]
            #expect(try await teams.call("POST", "/_local/members", member).status == 201)
            #expect(try await teams.call("DELETE", "/_local/members?as=ines&user=rosa&chat=\(group)").status == 200)
        }
    }

    @Test func messagesAreWrittenChangedReactedToAndRead() async throws {
        try await withTeams { teams in
            let posted = try await teams.post("hello", as: "ines")
            #expect(posted.status == 201)
            let message = "/_local/conversations/\(group)/messages/\(posted.json["id"]?.stringValue ?? "")"
            #expect(try await teams.call("PUT", message, ["as": "ines", "text": "hello again"]).status == 200)
            #expect(try await teams.call("PUT", message, ["as": "bo", "text": "not mine"]).status == 403)
            #expect(try await teams.call("PUT", "\(message)/reactions/like?as=bo").status == 200)
            var seen = try #require(try await teams.history("chidi").first)
            #expect(seen["text"] == "hello again")
            #expect(seen["edited"] == true)
            #expect(seen["reactions"]?[0]?["type"] == "like")
            #expect(try await teams.call("DELETE", "\(message)/reactions/like?as=bo").status == 200)
            #expect(try await teams.call("DELETE", "\(message)?as=ines").status == 200)
            seen = try #require(try await teams.history("chidi").first)
            #expect(seen["deleted"] == true)
            #expect(try await teams.call("POST", "\(message)/undelete", ["as": "ines"]).status == 200)
            let read = try await teams.call(
                "POST", "/_local/conversations/\(group)/read", ["as": "bo", "upTo": posted.json["id"] ?? .null])
            #expect(read.json["events"] == 0)
            let page = try await teams.call("GET", "/_local/conversations?as=ines")
            #expect(page.json.arrayValue?.contains { $0["id"]?.stringValue == RunningTeams.group } == true)
        }
    }

    @Test func aFileIsServedSoThatABrowserNeverRunsIt() async throws {
        try await withTeams { teams in
            for (type, served, disposition) in [
                ("image/png", "image/png", "inline"), ("text/html", "application/octet-stream", "attachment"),
                ("image/svg+xml", "application/octet-stream", "attachment"),
            ] {
                _ = try await teams.post(
                    "look", as: "ines",
                    [
                        "attachments": [
                            ["name": "a \"b\".html", "contentType": .string(type), "base64": "PGI+aGk8L2I+"]
                        ]
                    ])
                let address = try await teams.history("bo").last?["attachments"]?[0]?["contentUrl"]?.stringValue
                let file = try await teams.call("GET", address ?? "")
                #expect(file.status == 200)
                #expect(file.fields["Content-Type"] == served)
                #expect(file.fields["Content-Disposition"]?.hasPrefix(disposition) == true)
                #expect(file.fields["X-Content-Type-Options"] == "nosniff")
                #expect(String(decoding: file.body, as: UTF8.self) == "<b>hi</b>")
            }
            #expect(try await teams.call("GET", "/_files/dl/none").status == 404)
        }
    }

    @Test func theVirtualClockMovesOnlyWhenItIsMoved() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages", { $0.service.clock = .virtual }) { teams in
            let start = try await teams.call("GET", "/_local/clock").json
            #expect(start["mode"] == "virtual")
            let member = try await teams.asBot("GET", "/v3/conversations/\(group)/members").json[0]?["id"] ?? .null
            let path = "/v3/conversations/\(group)/activities?isTargetedActivity=true"
            let sent = try await teams.asBot(
                "POST", path, ["type": "message", "text": "only you", "recipient": ["id": member]])
            #expect(sent.status == 201)
            #expect(try await teams.history("ines").count == 1)
            #expect(try await teams.call("GET", "/_local/clock").json["now"] == start["now"])
            #expect(try await teams.call("POST", "/_local/clock", ["advance": 86_400]).status == 200)
            #expect(try await teams.history("ines").isEmpty)
            let late = try await teams.asBot(
                "PUT", "/v3/conversations/\(group)/activities/\(sent.json["id"]?.stringValue ?? "")",
                ["type": "message", "text": "too late"])
            #expect(late.status == 404)
            #expect(late.code == "ActivityNotFoundInConversation")
            #expect(try await teams.call("POST", "/_local/clock", ["now": start["now"] ?? .null]).status >= 400)
        }
    }

    @Test func aResetBringsTheWorkspaceBack() async throws {
        try await withTeams { teams in
            _ = try await teams.call("POST", "/_local/users", ["handle": "zoe", "name": "Zoe"])
            _ = try await teams.post("hello", as: "ines")
            #expect(try await teams.call("POST", "/_local/reset").status == 200)
            #expect(try await teams.history("ines").isEmpty)
            #expect(try await teams.call("GET", "/_local/conversations?as=zoe").status == 404)
        }
    }
}
