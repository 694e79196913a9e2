import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

private let nobody = "http://127.0.0.1:9/api/messages"
private let group = escaped(RunningTeams.group)

private let atStart: JSONObject = [
    "cloud": "public", "readReceipts": true, "blockedCode": "MessageWritesBlocked", "splitTextAndCard": true,
    "redeliver": true, "privateChannels": false, "typing": false,
]

private let changed: JSONObject = [
    "cloud": "gcc", "readReceipts": false, "blockedCode": "ConversationBlockedByUser", "splitTextAndCard": false,
    "redeliver": false, "privateChannels": true, "typing": true,
]

/// What admins switch for everybody.
@Suite struct TenantTests {
    /// The switches of a running service, as the workspace shows them.
    private func switches(of teams: RunningTeams) async throws -> JSONValue? {
        try await teams.call("GET", "/_local/workspace").json["tenant"]
    }

    @Test func everySwitchIsShownAndChangesAlone() async throws {
        try await withTeams(bot: nobody) { teams in
            let untouched = try await teams.call("PATCH", "/_local/tenant", [:])
            #expect(untouched.status == 200)
            #expect(missing(from: untouched.json, in: .object(atStart)).isEmpty)
            var expected = atStart
            for (name, value) in changed {
                let answer = try await teams.call("PATCH", "/_local/tenant", .object([name: value]))
                expected[name] = value
                #expect(answer.status == 200)
                #expect(missing(from: answer.json, in: .object(expected)).isEmpty, "\(name)")
                #expect(try await missing(from: switches(of: teams), in: .object(expected)).isEmpty, "\(name)")
            }
            #expect(try await teams.call("POST", "/_local/reset").status == 200)
            #expect(try await missing(from: switches(of: teams), in: .object(atStart)).isEmpty)
        }
    }

    @Test func aLenientServiceNeitherSplitsNorRepeats() async throws {
        try await withTeams(bot: nobody, { $0.service.lenient = true }) { teams in
            let shown = try await switches(of: teams)
            #expect(shown?["splitTextAndCard"] == false && shown?["redeliver"] == false)
            let answer = try await teams.call("PATCH", "/_local/tenant", ["splitTextAndCard": true])
            #expect(answer.json["splitTextAndCard"] == true && answer.json["redeliver"] == false)
        }
    }

    @Test(
        arguments: [
            (["cloud": "moon"], "public, gcc, gccHigh, dod, china"), (["cloud": 1], "cloud"),
            (["blockedCode": "Blocked"], "ConversationBlockedByUser"), (["readReceipts": "no"], "readReceipts"),
            (["privateChannels": 0], "privateChannels"), (["clouds": "gcc"], "clouds"), ([1], "object"),
        ] as [(JSONValue, String)])
    func aWrongSwitchIsNamedAndChangesNothing(body: JSONValue, says: String) async throws {
        try await withTeams(bot: nobody) { teams in
            let answer = try await teams.call("PATCH", "/_local/tenant", body)
            #expect(answer.status == 400)
            #expect(answer.message.contains(says), "\(answer.message)")
            #expect(try await missing(from: switches(of: teams), in: .object(atStart)).isEmpty)
        }
    }

    @Test func switchesAreStoredAndAWorkspaceFileSetsThem() async throws {
        try await withFolder { folder in
            let file = folder + "/workspace.json"
            var tenant = changed
            tenant["id"] = "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00"
            tenant["name"] = "Harbor"
            let workspace: JSONValue = ["tenant": .object(tenant), "users": [["handle": "ines", "name": "Ines"]]]
            try Data(workspace.serialized()).write(to: URL(filePath: file))
            let configure = { @Sendable (options: inout LocalTeamsOptions) in
                options.service.workspace = file
                options.service.data = folder + "/world.db"
            }
            try await withTeams(bot: nobody, configure) { teams in
                #expect(try await missing(from: switches(of: teams), in: .object(changed)).isEmpty)
                #expect(teams.teams.serviceAddress == "\(teams.teams.address)/gcc/\(teams.teams.tenantID)/")
                _ = try await teams.call("PATCH", "/_local/tenant", .object(atStart))
            }
            try await withTeams(bot: nobody, configure) { teams in
                let kept = try await switches(of: teams)
                #expect(missing(from: kept, in: .object(atStart)).isEmpty)
                #expect(try await teams.call("POST", "/_local/reset").status == 200)
                let again = try await switches(of: teams)
                #expect(missing(from: again, in: .object(changed)).isEmpty)
            }
            tenant["cloud"] = "moon"
            try Data(JSONValue.object(["tenant": .object(tenant)]).serialized()).write(to: URL(filePath: file))
            var options = LocalTeamsOptions()
            options.port = 0
            options.service.workspace = file
            let error = await #expect(throws: LocalTeamsError.self) { _ = try await LocalTeams(options) }
            #expect(error?.message.contains("/tenant/cloud") == true, "\(error?.message ?? "")")
        }
    }

    @Test func thePageLearnsOfEachChange() async throws {
        try await withTeams(bot: nobody) { teams in
            let stream = try await teams.listen("bo")
            defer { stream.close() }
            for body in [["cloud": "china"], ["readReceipts": false]] as [JSONValue] {
                _ = try await teams.call("PATCH", "/_local/tenant", body)
                let frames = await stream.frames { $0["type"] == "workspace" }
                #expect(frames.last?["type"] == "workspace")
            }
        }
    }

    /// The service URL of a GCC tenant leads to the host that serves it: who answers an activity needs to know nothing.
    @Test func activitiesOfAGCCTenantSayWhereItIsServed() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                let home = teams.teams.address
                for (cloud, prefix) in [("gcc", "gcc"), ("dod", "emea"), ("public", "emea")] {
                    _ = try await teams.call("PATCH", "/_local/tenant", ["cloud": .string(cloud)])
                    _ = try await teams.post("hello", as: "ines", ["mentions": [.string(RunningTeams.app)]])
                    let activity = try #require(await bot.nextMessage()).activity
                    let url = try #require(activity["serviceUrl"]?.stringValue)
                    #expect(url == "\(home)/\(prefix)/\(teams.teams.tenantID)/")
                    let path = "\(url.dropFirst(home.count).dropLast())/v3/conversations/\(group)/activities"
                    #expect(try await teams.asBot("POST", path, ["type": "message", "text": "hi"]).status == 201)
                    let old = "/emea/x/v3/conversations/\(group)/activities"
                    let answer = try await teams.asBot("POST", old, ["type": "message", "text": "hi"])
                    #expect(answer.status == (cloud == "gcc" ? 403 : 201))
                }
            }
        }
    }

    @Test func theNameOfTheGCCHostLeadsToTheTenantToo() async throws {
        try await withTeams(bot: nobody, { $0.host = "0.0.0.0" }) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(teams.teams.controlToken ?? "")"]
            #expect(try await teams.call("PATCH", "/_local/tenant", ["cloud": "gcc"], fields: fields).status == 200)
            let token = try await teams.token()
            for (host, status) in [
                ("smba.infra.gcc.teams.microsoft.com", 200), ("SMBA.infra.gcc.teams.microsoft.com:3979", 200),
                ("smba.infra.gcc.example.com", 403), ("smba.trafficmanager.net", 403),
            ] {
                let head = try await rawAnswer(
                    port: teams.port,
                    [
                        "GET /v3/conversations/\(group)/members HTTP/1.1", "Host: \(host)",
                        "Authorization: Bearer \(token)",
                    ])
                #expect(head.hasPrefix("HTTP/1.1 \(status) "), "\(host): \(head.prefix(30))")
            }
        }
    }

    @Test func aMessageIsSplitWhereTheTenantSaysSo() async throws {
        try await withTeams(bot: nobody) { teams in
            let path = "/v3/conversations/\(group)/activities"
            let card: JSONValue = ["contentType": "application/vnd.microsoft.card.hero", "content": ["title": "Tide"]]
            let both: JSONValue = ["type": "message", "text": "high", "attachments": [card]]
            #expect(try await teams.asBot("POST", path, both).json == [:])
            #expect(try await teams.history("bo").count == 2)
            _ = try await teams.call("PATCH", "/_local/tenant", ["splitTextAndCard": false])
            #expect(try await teams.asBot("POST", path, both).json["id"]?.stringValue != nil)
            #expect(try await teams.history("bo").count == 3)
        }
    }

    @Test func botsAreInPrivateChannelsWhereTheTenantLetsThem() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                let team = escaped(RunningTeams.team)
                let channel: JSONValue = ["as": "ines", "name": "Vault", "kind": "private"]
                let made = try await teams.call("POST", "/_local/teams/\(team)/channels", channel)
                let vault = made.json["id"]?.stringValue ?? ""
                let path = "/v3/conversations/\(escaped(vault))"
                let message: JSONValue = ["type": "message", "text": "hi"]
                let mention: JSONObject = ["mentions": [.string(RunningTeams.app)]]
                let app = try await teams.call("POST", "/_local/bots", ["name": "Second"]).json["appId"] ?? .null
                let installation: JSONValue = [
                    "as": "ines", "bot": app, "team": .string(RunningTeams.team), "channel": .string(vault),
                ]
                func isListed() async throws -> Bool {
                    let channels = try await teams.asBot("GET", "/v3/teams/\(team)/conversations")
                    return channels.json["conversations"]?.arrayValue?.contains { $0["id"]?.stringValue == vault }
                        == true
                }

                #expect(try await teams.call("POST", "/_local/installations", installation).status == 403)
                #expect(try await teams.asBot("GET", "\(path)/members").status == 403)
                #expect(
                    try await teams.post("psst", as: "bo", to: vault, mention).json["deliveries"]?[0]?["skipped"]
                        == "not installed")
                #expect(try await !isListed())

                _ = try await teams.call("PATCH", "/_local/tenant", ["privateChannels": true])
                #expect(try await teams.call("POST", "/_local/installations", installation).status == 201)
                #expect(try await teams.asBot("GET", "\(path)/members").json.arrayValue?.count == 6)
                #expect(try await teams.asBot("POST", "\(path)/activities", message).status == 201)
                #expect(
                    try await teams.post("psst", as: "bo", to: vault, mention).json["deliveries"]?[0]?["status"] == 200)
                #expect(try await isListed())

                _ = try await teams.call("PATCH", "/_local/tenant", ["privateChannels": false])
                #expect(try await teams.asBot("POST", "\(path)/activities", message).status == 403)
            }
        }
    }
}
