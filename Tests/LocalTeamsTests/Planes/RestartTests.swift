import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

@Suite struct RestartTests {
    @Test func theSameWorldIsThereAfterARestart() async throws {
        try await withFolder { folder in
            let data = folder + "/world.db"
            let configure = { @Sendable (options: inout LocalTeamsOptions) in options.data = data }
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
                let fields: HTTPFields = ["Authorization": "Bearer \(before.token)"]
                #expect(try await teams.call("GET", path, fields: fields).status == 200)
                _ = try await teams.post("message 6", as: "ines")
                let ids = try await teams.history("bo").compactMap { $0["id"]?.stringValue }.compactMap { Int($0) }
                #expect(ids == ids.sorted() && Set(ids).count == 6)
            }
        }
    }

    @Test func oneProcessOwnsTheFile() async throws {
        try await withFolder { folder in
            let data = folder + "/world.db"
            try await withTeams(bot: nil, { $0.data = data }) { _ in
                var options = LocalTeamsOptions()
                options.port = 0
                options.data = data
                let error = await #expect(throws: LocalTeamsError.self) { _ = try await LocalTeams(options) }
                #expect(error?.code == .badData)
                #expect(error?.message.contains(data) == true)
            }
        }
    }

    @Test func theFileIsItsOwnersAlone() async throws {
        try await withFolder { folder in
            let data = folder + "/world.db"
            try await withTeams(bot: nil, { $0.data = data }) { _ in }
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
                options.data = data
                options.workspace = workspace
                let error = await #expect(throws: LocalTeamsError.self) { _ = try await LocalTeams(options) }
                #expect(error?.code == code)
                for word in words { #expect(error?.message.contains(word) == true, "\(error?.message ?? "")") }
                #expect(error?.message.contains("\n") == false)
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
