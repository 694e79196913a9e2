import JSONKit
import Testing

@testable import LocalTeams

private let nobody = "http://127.0.0.1:9/api/messages"
private let bot = "/_local/bots/\(RunningTeams.app)"

/// What an app's manifest says of its bot, as far as it decides here.
@Suite struct ManifestTests {
    @Test func everyMemberOfABotCanBeChanged() async throws {
        try await withTeams(bot: nobody) { teams in
            let change: JSONValue = [
                "name": "Pilot", "endpoint": "http://127.0.0.1:8/x", "disabled": true, "scopes": ["team", "personal"],
                "permissions": ["ChannelMessage.Read.Group", "Tide.Read.Next.Year", "ChannelMessage.Read.Group"],
            ]
            let expected: JSONValue = [
                "appId": .string(RunningTeams.app), "name": "Pilot", "endpoint": "http://127.0.0.1:8/x",
                "disabled": true, "scopes": ["personal", "team"],
                "permissions": ["ChannelMessage.Read.Group", "Tide.Read.Next.Year"],
            ]
            let answer = try await teams.call("PATCH", bot, change)
            #expect(answer.status == 200)
            #expect(missing(from: answer.json, in: expected).isEmpty)
            #expect(answer.json["secret"] == nil)
            let shown = try await teams.call("GET", "/_local/workspace").json["bots"]?[0]
            #expect(missing(from: shown, in: expected).isEmpty)
            _ = try await teams.call("POST", "/_local/reset")
            let again = try await teams.call("GET", "/_local/workspace").json["bots"]?[0]
            #expect(again?["name"] == "Bot" && again?["permissions"] == [] && again?["disabled"] == false)
        }
    }

    @Test(
        arguments: [
            (["permissions": ["Read everything"]], "Read everything"),
            (["permissions": ["ChatMessage"]], "ChatMessage"),
            (["permissions": [""]], "permission's name"), (["permissions": ["A..B"]], "A..B"),
            (["permissions": ["Chat.\u{e5}"]], "Chat."), (["permissions": "ChatMessage.Read.Chat"], "permissions"),
            (["permissions": [1]], "permissions"), (["scopes": ["moon"]], "personal, team, groupChat"),
            (["scopes": []], "scope"), (["scopes": "team"], "scopes"), (["name": " "], "name"), (["nome": "x"], "nome"),
        ] as [(JSONValue, String)])
    func aWrongMemberIsNamed(change: JSONValue, says: String) async throws {
        try await withTeams(bot: nobody) { teams in
            var new = change.objectValue ?? [:]
            if new["name"] == nil { new["name"] = "New" }
            let before = try await teams.call("GET", "/_local/workspace").json["bots"]
            for answer in [
                try await teams.call("PATCH", bot, change), try await teams.call("POST", "/_local/bots", .object(new)),
            ] {
                #expect(answer.status == 400)
                #expect(answer.message.contains(says), "\(answer.message)")
            }
            #expect(try await teams.call("GET", "/_local/workspace").json["bots"] == before)
        }
    }

    /// Where a bot of one scope can be installed, and where not.
    @Test(arguments: ["personal", "team", "groupChat"])
    func aBotIsInstalledWhereItsScopesReach(scope: String) async throws {
        try await withTeams(bot: nil) { teams in
            let new: JSONValue = ["name": "B", "scopes": [.string(scope)]]
            let app = try await teams.call("POST", "/_local/bots", new).json["appId"] ?? .null
            let meeting: JSONValue = ["as": "ines", "kind": "meeting", "members": ["bo"]]
            let standup = try await teams.call("POST", "/_local/chats", meeting).json["id"] ?? .null
            let targets: [(scope: String, target: JSONObject)] = [
                ("personal", ["user": "ines"]), ("groupChat", ["chat": .string(RunningTeams.group)]),
                ("groupChat", ["chat": standup]), ("team", ["team": .string(RunningTeams.team)]),
            ]
            for (wanted, target) in targets {
                var body = target
                body["as"] = "ines"
                body["bot"] = app
                let answer = try await teams.call("POST", "/_local/installations", .object(body))
                #expect(answer.status == (wanted == scope ? 201 : 400), "\(target)")
                if wanted != scope { #expect(answer.message.contains("\"\(wanted)\"")) }
            }
            // What is installed stays, whatever the manifest says later.
            let installed = try await teams.call("GET", "/_local/workspace").json["installations"]
            let others = Bot.allScopes.filter { $0 != scope }.map { JSONValue.string($0) }
            let path = "/_local/bots/\(app.stringValue ?? "")"
            #expect(try await teams.call("PATCH", path, ["scopes": .array(others)]).status == 200)
            #expect(try await teams.call("GET", "/_local/workspace").json["installations"] == installed)
        }
    }

    @Test func theSlotHasTheScopesAndPermissionsOfTheOptions() async throws {
        let configure = { @Sendable (options: inout LocalTeamsOptions) in
            options.service.scopes = ["groupChat"]
            options.service.permissions = ["ChatMessage.Read.Chat"]
        }
        try await withTeams(bot: nobody, configure) { teams in
            let workspace = try await teams.call("GET", "/_local/workspace").json
            #expect(workspace["bots"]?[0]?["scopes"] == ["groupChat"])
            #expect(workspace["bots"]?[0]?["permissions"] == ["ChatMessage.Read.Chat"])
            #expect(workspace["installations"]?.arrayValue?.compactMap { $0["chat"] } == [.string(RunningTeams.group)])
            #expect(workspace["installations"]?.arrayValue?.count == 1)
            _ = try await teams.call("POST", "/_local/users", ["handle": "zoe", "name": "Zoe"])
            let later = try await teams.call("GET", "/_local/workspace").json["installations"]
            #expect(later == workspace["installations"])
        }
    }

    @Test func theOptionsCountInAWorldThatIsThere() async throws {
        try await withFolder { folder in
            let data = folder + "/world.db"
            try await withTeams(bot: nil, { $0.service.data = data }) { _ in }
            let configure = { @Sendable (options: inout LocalTeamsOptions) in
                options.service.data = data
                options.service.permissions = ["ChatMessageReadReceipt.Read.Chat"]
            }
            try await withTeams(bot: nil, configure) { teams in
                for _ in 1...2 {
                    let shown = try await teams.call("GET", "/_local/workspace").json["bots"]?[0]
                    #expect(shown?["permissions"] == ["ChatMessageReadReceipt.Read.Chat"])
                    _ = try await teams.call("POST", "/_local/reset")
                }
            }
        }
    }

    @Test(
        arguments: [
            (["Read everything"], nil, "--permissions"), ([""], nil, "--permissions"), (nil, ["teams"], "--scopes"),
            (nil, [""], "--scopes"),
        ] as [([String]?, [String]?, String)])
    func aWrongOptionIsNamed(permissions: [String]?, scopes: [String]?, option: String) async throws {
        var options = LocalTeamsOptions()
        options.port = 0
        options.service.permissions = permissions
        options.service.scopes = scopes
        let error = await #expect(throws: LocalTeamsError.self) { _ = try await LocalTeams(options) }
        #expect(error?.code == .badOption)
        #expect(error?.message.hasPrefix(option) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("\n") == false)
    }

    /// Read receipts go out when the bot's permissions, the tenant and the person let them.
    @Test func whatABotLearnsFollowsFromItsPermissions() async throws {
        let double = try BotDouble()
        try await double.serve {
            try await withTeams(bot: double.endpoint) { teams in
                let chat = try await teams.personalChat(of: "ines")
                func receipts() async throws -> JSONValue? {
                    let path = "/v3/conversations/\(escaped(chat))/activities"
                    let sent = try await teams.asBot("POST", path, ["type": "message", "text": "x"]).json["id"]
                    let read = "/_local/conversations/\(escaped(chat))/read"
                    return try await teams.call("POST", read, ["as": "ines", "upTo": sent ?? .null]).json["events"]
                }
                func hears(_ conversation: String) async throws -> Bool {
                    let posted = try await teams.post("hello", as: "ines", to: conversation)
                    return posted.json["deliveries"]?[0]?["status"] == 200
                }
                #expect(try await receipts() == 0)
                #expect(try await !hears(RunningTeams.group))
                #expect(try await !hears(RunningTeams.channel))
                let all: JSONValue = [
                    "ChatMessageReadReceipt.Read.Chat", "ChatMessage.Read.Chat", "ChannelMessage.Read.Group",
                ]
                _ = try await teams.call("PATCH", bot, ["permissions": all])
                #expect(try await receipts() == 1)
                #expect(try await hears(RunningTeams.group))
                #expect(try await hears(RunningTeams.channel))
                _ = try await teams.call("PATCH", "/_local/tenant", ["readReceipts": false])
                #expect(try await receipts() == 0)
                _ = try await teams.call("PATCH", "/_local/tenant", ["readReceipts": true])
                #expect(try await receipts() == 1)
                _ = try await teams.call("PATCH", "/_local/users/ines", ["readReceipts": false])
                #expect(try await receipts() == 0)
            }
        }
    }
}
