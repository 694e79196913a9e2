import JSONKit
import Testing

@testable import LocalTeams

private let nobody = "http://127.0.0.1:9/api/messages"
private let path = "/v3/conversations/\(escaped(RunningTeams.group))/activities"

/// What went wrong for others, and is right here: each input of each file in `Cases` that is about the service.
@Suite struct ReportedCasesTests {
    /// A message that Ines alone sees, and how she is named.
    private func whisper(_ teams: RunningTeams) async throws -> (id: String, account: String) {
        let members = try await teams.asBot("GET", "/v3/conversations/\(escaped(RunningTeams.group))/members").json
        let account = members[0]?["id"]?.stringValue ?? ""
        let body: JSONValue = ["type": "message", "text": "p", "recipient": ["id": .string(account)]]
        let sent = try await teams.asBot("POST", path + "?isTargetedActivity=true", body)
        return (try #require(sent.json["id"]?.stringValue), account)
    }

    /// In a send, a reply, the first activity of a personal chat and of a thread, and, as far as a type is refused, an
    /// update.
    @Test func anUnknownTypeIsRefusedWhereverItStands() async throws {
        try await withTeams(bot: nobody) { teams in
            try await teams.liftLimits()
            let (_, account) = try await whisper(teams)
            let own = try await teams.asBot("POST", path, ["type": "message", "text": "x"]).json["id"]?.stringValue
            for (activity, expected) in try ReportedCase("B03-local-unknown-type").pairs {
                let chat: JSONValue = [
                    "members": [["id": .string(account)]], "tenantId": .string(teams.teams.tenantID),
                    "activity": activity,
                ]
                let thread: JSONValue = [
                    "isGroup": true, "channelData": ["channel": ["id": .string(RunningTeams.channel)]],
                    "activity": activity,
                ]
                for (method, path, body) in [
                    ("POST", path, activity), ("POST", path + "/" + (own ?? ""), activity),
                    ("POST", "/v3/conversations", chat), ("POST", "/v3/conversations", thread),
                ] {
                    try await teams.asBot(method, path, body).expect(expected, "\(method) \(path)")
                }
                let update = try await teams.asBot("PUT", path + "/" + (own ?? ""), activity)
                if expected["status"] == 400 { update.expect(expected, "update") }
                #expect(update.status == 400, "an update is a message")
            }
            #expect(try await teams.history("bo").compactMap { $0["text"] } == ["x"])
        }
    }

    @Test func aTargetedMessageIsDeletedWithTheQueryAlone() async throws {
        try await withTeams(bot: nobody) { teams in
            let (id, _) = try await whisper(teams)
            for (call, expected) in try ReportedCase("B04-targeted-change-without-query").pairs {
                let query = call["query"]?.stringValue ?? ""
                let address = "\(path)/\(id)\(query.isEmpty ? "" : "?\(query)")"
                let method = call["method"]?.stringValue ?? ""
                try await teams.asBot(method, address, call["body"]).expect(expected, "\(method) \(query)")
                if expected["log"] != nil {
                    let entry = try await teams.log().last { $0["direction"] == "in" }
                    #expect(entry?["note"]?.stringValue?.contains("isTargetedActivity=true") == true)
                    let warnings = try await teams.history("ines").last?["warnings"]?.arrayValue
                    #expect(warnings?.first?.stringValue?.contains("isTargetedActivity=true") == true)
                }
                let isThere = try await teams.history("ines").contains { $0["id"]?.stringValue == id }
                #expect(isThere == (expected["then"] != nil || expected["log"] != nil), "\(method) \(query)")
            }
        }
    }

    @Test func aTargetedUpdateNamesNobody() async throws {
        try await withTeams(bot: nobody) { teams in
            let reported = try ReportedCase("B05-targeted-update-with-recipient")
            let (id, account) = try await whisper(teams)
            var body = reported.input.objectValue ?? [:]
            for recipient: JSONValue in [
                ["id": .string(account), "isTargeted": true], ["id": .string(account)], ["id": "29:x"], [:],
            ] {
                body["recipient"] = recipient
                let answer = try await teams.asBot("PUT", "\(path)/\(id)?isTargetedActivity=true", .object(body))
                answer.expect(reported.expected, recipient.text())
            }
            #expect(try await teams.history("ines").last?["text"] == "p")
            body["recipient"] = .null
            let answer = try await teams.asBot("PUT", "\(path)/\(id)?isTargetedActivity=true", .object(body))
            #expect(answer.status == 200)
        }
    }

    @Test func everySpellingOfAThreadLeadsIntoIt() async throws {
        try await withTeams(bot: nobody) { teams in
            let reported = try ReportedCase("B12-thread-ids")
            let root = try await teams.post("root", as: "ines", to: RunningTeams.channel).json["id"]?.stringValue ?? ""
            let words = ["{channel}": RunningTeams.channel, "{root}": root]
            var last = ""
            for (place, line) in (reported.input.arrayValue ?? []).compactMap(\.stringValue).enumerated() {
                var body: JSONObject = ["type": "message", "text": .string("\(place)")]
                if line.hasPrefix("POST …/") {
                    last = String(line.dropFirst("POST …/".count).split(separator: " ")[0])
                    for (word, value) in words { last.replace(word, with: value) }
                    if line.contains("replyToId") { body["replyToId"] = .string(root) }
                } else {
                    let parts = last.split(separator: "/").map(String.init)
                    last = "\(escaped(parts[0]))/\(parts[1])"
                }
                let answer = try await teams.asBot("POST", "/v3/conversations/\(last)", .object(body))
                answer.expect(["status": reported.expected["all"] ?? .null], line)
            }
            let thread = try await teams.history("ines", of: "\(RunningTeams.channel);messageid=\(root)")
            #expect(thread.map { $0["text"] } == ["root", "0", "1", "2", "3"])
        }
    }

    /// Teams tells a bot once that it was installed, and names nobody who comes.
    @Test func aBotIsWelcomedOnceAndGuestsHaveNoNames() async throws {
        #expect(try ReportedCase("B18-welcome-once").input.arrayValue?.first == "install")
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: nil) { teams in
                let endpoint: JSONValue = ["endpoint": .string(bot.endpoint)]
                _ = try await teams.call("PATCH", "/_local/bots/\(RunningTeams.app)", endpoint)
                for target: JSONObject in [
                    ["user": "ines"], ["chat": .string(RunningTeams.group)], ["team": .string(RunningTeams.team)],
                ] {
                    var body = target
                    body["as"] = "ines"
                    body["bot"] = .string(RunningTeams.app)
                    #expect(try await teams.call("POST", "/_local/installations", .object(body)).status == 201)
                    #expect(try await teams.call("POST", "/_local/installations", .object(body)).status == 409)
                }
                let guest: JSONValue = ["as": "ines", "user": "rosa", "chat": .string(RunningTeams.group)]
                #expect(try await teams.call("POST", "/_local/members", guest).status == 201)
                // The end of each lane: what comes after it is not about an installation.
                _ = try await teams.post("last", as: "ines", to: try await teams.personalChat(of: "ines"))
                _ = try await teams.post("last", as: "ines", ["mentions": [.string(RunningTeams.app)]])
                let name: JSONValue = ["as": "ines", "name": "Harbour"]
                _ = try await teams.call("PATCH", "/_local/teams/\(escaped(RunningTeams.team))", name)

                var installed = 0
                var welcomed = 0
                var guests: [JSONValue] = []
                var ends = 0
                for await received in bot.activities {
                    let activity = received.activity
                    let added = activity["membersAdded"]?.arrayValue ?? []
                    if activity["type"] == "installationUpdate", activity["action"] == "add" { installed += 1 }
                    welcomed += added.count { $0["id"]?.stringValue == "28:\(RunningTeams.app)" }
                    #expect(added.allSatisfy { $0["name"] == nil && $0["id"] != nil })
                    if added.count == 1, added[0]["id"]?.stringValue?.hasPrefix("29:") == true { guests += added }
                    let isEnd = activity["type"] == "message" || activity["channelData"]?["eventType"] == "teamRenamed"
                    if isEnd { ends += 1 }
                    if ends == 3 { break }
                }
                #expect(installed == 3 && welcomed == 3 && guests.count == 1)
            }
        }
    }

    /// Posts, edits, quotes, mentions and files, in every scope: what a person wrote comes as plain text, and as HTML
    /// behind whatever else is attached.
    @Test func everyMessageOfAPersonHasHTMLBesideIt() async throws {
        let reported = try ReportedCase("B19-html-attachment")
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                let text = reported.input["text"]?.stringValue ?? ""
                let all: JSONValue = ["ChatMessage.Read.Chat", "ChannelMessage.Read.Group"]
                _ = try await teams.call("PATCH", "/_local/bots/\(RunningTeams.app)", ["permissions": all])
                let chat = try await teams.personalChat(of: "ines")
                for conversation in [chat, RunningTeams.group, RunningTeams.channel] {
                    let id = try await teams.post(text, as: "ines", to: conversation).json["id"]?.stringValue ?? ""
                    let plain = try #require(await bot.nextMessage()).activity
                    #expect(missing(from: plain, in: reported.expected).isEmpty, "\(conversation)")
                    let message = "/_local/conversations/\(escaped(conversation))/messages/\(id)"
                    _ = try await teams.call("PUT", message, ["as": "ines", "text": "1 < 2 & \"3\""])
                    let edit = try #require(await bot.activities.first { $0.activity["type"] == "messageUpdate" })
                    #expect(edit.activity["text"] == "1 < 2 & \"3\"")
                    expectHTML(edit.activity, "1 &lt; 2 &amp; &quot;3&quot;")
                    _ = try await teams.post("yes", as: "ines", to: conversation, ["quote": .string(id)])
                    expectHTML(try #require(await bot.nextMessage()).activity, "yes")
                    let mention: JSONObject = ["mentions": [.string(RunningTeams.app)]]
                    _ = try await teams.post("go", as: "ines", to: conversation, mention)
                    expectHTML(try #require(await bot.nextMessage()).activity, "go")
                    let file: JSONValue = ["name": "a.png", "contentType": "image/png", "base64": "R0lGODlh"]
                    _ = try await teams.post("see", as: "ines", to: conversation, ["attachments": [file]])
                    let picture = try #require(await bot.nextMessage()).activity
                    #expect(picture["attachments"]?.arrayValue?.map { $0["contentType"] } == ["image/*", "text/html"])
                    expectHTML(picture, "see")
                }
            }
        }
    }

    private func expectHTML(_ activity: JSONValue, _ content: String) {
        let last = activity["attachments"]?.arrayValue?.last
        #expect(last?["contentType"] == "text/html")
        #expect(last?["content"]?.stringValue?.contains(content) == true, "\(last ?? .null)")
    }
}
