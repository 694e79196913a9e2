import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

@Suite struct RestartTests {
    @Test func theSameWorldIsThereAfterARestart() async throws {
        try await withFolder { folder in
            let data = folder + "/world.db"
            let configure = { @Sendable (options: inout LocalTeamsOptions) in options.service.data = data }
            let before = Kept()
            try await withTeams(bot: "http://127.0.0.1:9/api/messages", configure) { teams in
                for number in 1...5 { _ = try await teams.post("message \(number)", as: "ines") }
                _ = try await teams.call("POST", "/_local/users", ["handle": "zoe", "name": "Zoe"])
                before.token = try await teams.token()
                before.history = try await teams.history("bo")
                before.workspace = try await teams.call("GET", "/_local/workspace").json["users"]
            }
            try await withTeams(bot: nil, configure) { teams in
                #expect(try await teams.history("bo") == before.history)
                #expect(before.history.count == 5)
                #expect(try await teams.call("GET", "/_local/workspace").json["users"] == before.workspace)
                // A bot that goes on running keeps its token: the keys are stored too.
                let path = "/v3/conversations/\(escaped(RunningTeams.group))/members"
                let fields: HTTP.Fields = ["Authorization": "Bearer \(before.token)"]
                #expect(try await teams.call("GET", path, fields: fields).status == 200)
                _ = try await teams.post("message 6", as: "ines")
                let ids = try await teams.history("bo").compactMap { $0["id"]?.stringValue }.compactMap { Int($0) }
                #expect(ids == ids.sorted() && Set(ids).count == 6)
            }
        }
    }

    /// What a run asks of the bot holds for that run, and for a world that was made without a word of it.
    @Test func theBotOptionsCountInAWorldThatIsThere() async throws {
        try await withFolder { folder in
            let data = folder + "/world.db"
            let members = "/v3/conversations/\(escaped(RunningTeams.group))/members"
            try await withTeams(bot: nil, { ($0.service.data, $0.service.authentication) = (data, false) }) { teams in
                _ = try await teams.post("hello", as: "ines")
            }
            let bot = "http://127.0.0.1:9/api/messages"
            try await withTeams(bot: bot, { ($0.service.data, $0.service.clientSecret) = (data, "grain") }) { teams in
                #expect(try await teams.call("GET", members).status == 401)
                let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token(secret: "grain"))"]
                #expect(try await teams.call("GET", members, fields: fields).status == 200)
                #expect(try await teams.call("POST", "/_local/reset").status == 200)
                #expect(try await teams.call("GET", members, fields: fields).status == 200)
            }
            let id = "11111111-1111-4111-8111-111111111111"
            try await withTeams(bot: nil, { ($0.service.data, $0.service.clientID) = (data, id) }) { teams in
                let tokens = [try await teams.token(secret: "grain"), try await teams.token(id: id)]
                #expect(!tokens.contains(""))
            }
        }
    }

    @Test func oneProcessOwnsTheFile() async throws {
        try await withFolder { folder in
            let data = folder + "/world.db"
            try await withTeams(bot: nil, { $0.service.data = data }) { _ in
                var options = LocalTeamsOptions()
                options.port = 0
                options.service.data = data
                let error = await #expect(throws: LocalTeamsError.self) { _ = try await LocalTeams(options) }
                #expect(error?.code == .badData)
                #expect(error?.message.contains(data) == true)
            }
        }
    }

    @Test func theFileIsItsOwnersAlone() async throws {
        try await withFolder { folder in
            let data = folder + "/world.db"
            try await withTeams(bot: nil, { $0.service.data = data }) { _ in }
            let attributes = try FileManager.default.attributesOfItem(atPath: data)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }
    }

    /// Data files that are none, and workspaces that are none: each error names the option and the file.
    @Test func badFilesAreNamed() async throws {
        try await withFolder { folder in
            let garbage = folder + "/garbage"
            try String(repeating: "not a database ", count: 100).write(
                toFile: garbage, atomically: true, encoding: .utf8)
            let unknownKey = folder + "/workspace.json"
            try #"{"users":[{"handle":"ann","name":"Ann","nickname":"A"}]}"#.write(
                toFile: unknownKey, atomically: true, encoding: .utf8)
            let cases: [(data: String?, workspace: String?, code: LocalTeamsError.Code, words: [String])] = [
                (garbage, nil, .badData, ["--data", garbage]),
                (folder + "/none/world.db", nil, .badData, ["--data", "none"]),
                (folder, nil, .badData, ["--data", folder]),
                (nil, garbage, .badWorkspace, ["--workspace", garbage]),
                (nil, folder + "/none.json", .badWorkspace, ["--workspace", "none.json"]),
                (nil, unknownKey, .badWorkspace, ["--workspace", "nickname"]),
            ]
            for (data, workspace, code, words) in cases {
                var options = LocalTeamsOptions()
                options.port = 0
                options.service.data = data
                options.service.workspace = workspace
                let error = await #expect(throws: LocalTeamsError.self) { _ = try await LocalTeams(options) }
                #expect(error?.code == code)
                for word in words { #expect(error?.message.contains(word) == true, "\(error?.message ?? "")") }
                #expect(error?.message.contains("\n") == false)
            }
        }
    }
}

@Suite struct StartTests {
    /// Options, and the bots that the workspace then has.
    private static let slots: [(configure: @Sendable (inout LocalTeamsOptions) -> Void, bots: [String])] = [
        ({ _ in }, [TeamsServiceOptions.developmentClientID]),
        ({ $0.service.clientID = "11111111-1111-4111-8111-111111111111" }, ["11111111-1111-4111-8111-111111111111"]),
        ({ $0.service.bot = "http://127.0.0.1:9/" }, [TeamsServiceOptions.developmentClientID]),
    ]

    @Test func theSlotHasTheIdThatWasAskedFor() async throws {
        for (configure, bots) in Self.slots {
            try await withTeams(bot: nil, configure) { teams in
                let workspace = try await teams.call("GET", "/_local/workspace").json
                #expect(workspace["bots"]?.arrayValue?.map { $0["appId"]?.stringValue } == bots)
                #expect(teams.teams.clientID == bots[0])
            }
        }
    }

    @Test func aWorkspaceFileBringsItsOwnPeopleAndBots() async throws {
        try await withFolder { folder in
            let file = folder + "/workspace.json"
            try """
            {"tenant":{"id":"22222222-2222-4222-8222-222222222222","name":"Mill"},
             "users":[{"handle":"ann","name":"Ann"}],
             "bots":[{"appId":"33333333-3333-4333-8333-333333333333","name":"Miller","secret":"grain"}],
             "clock":{"mode":"virtual","now":"2026-11-20T08:00:00Z"}}
            """.write(toFile: file, atomically: true, encoding: .utf8)
            try await withTeams(bot: nil, { $0.service.workspace = file }) { teams in
                #expect(teams.teams.tenantID == "22222222-2222-4222-8222-222222222222")
                #expect(teams.teams.pageAddress.hasSuffix("/?as=ann"))
                #expect(teams.teams.clientID == "33333333-3333-4333-8333-333333333333")
                #expect(try await teams.token(id: teams.teams.clientID, secret: "grain").isEmpty == false)
                let clock = try await teams.call("GET", "/_local/clock").json
                #expect(clock["mode"] == "virtual")
                #expect(clock["now"] == "2026-11-20T08:00:00.000Z")
            }
        }
    }
}

/// What one run left for the next to compare with.
private final class Kept: @unchecked Sendable {  // written by one run, read by the next, never at once
    var token = ""
    var history: [JSONValue] = []
    var workspace: JSONValue?
}

/// Runs `test` with the path of a new folder, and removes it.
func withFolder(_ test: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "local-teams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await test(folder.path(percentEncoded: false))
}
