import Foundation
import JSONKit
import Testing

@testable import LocalTeams

/// What live Teams was seen to do, over HTTP.
@Suite struct TargetedCallTests {
    private static let path = "/v3/conversations/\(escaped(RunningTeams.group))/activities"

    private func whisper(_ teams: RunningTeams) async throws -> (id: String, account: JSONValue) {
        let bo = try await teams.asBot(
            "GET", "/v3/conversations/\(escaped(RunningTeams.group))/members/bo@harbor.test")
        let account = bo.json["id"] ?? .null
        let sent = try await teams.asBot(
            "POST", Self.path + "?isTargetedActivity=true",
            ["type": "message", "text": "psst", "recipient": ["id": account]])
        #expect(sent.status == 201)
        return (sent.json["id"]?.stringValue ?? "", account)
    }

    @Test func changesWithoutTheQuery() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let (id, _) = try await whisper(teams)
            let update = try await teams.asBot("PUT", "\(Self.path)/\(id)", ["type": "message", "text": "p2"])
            #expect(update.status == 200)
            let entry = try #require(try await teams.log().last { $0["operation"] == "update" })
            #expect(entry["note"]?.stringValue?.contains("isTargetedActivity=true") == true)
            let shown = try #require(try await teams.history("bo").last)
            #expect(shown["text"] == "p2")
            #expect(shown["warnings"]?[0]?.stringValue?.contains("isTargetedActivity=true") == true)
            let delete = try await teams.asBot("DELETE", "\(Self.path)/\(id)")
            #expect(delete.status == 400)
            #expect(delete.code == "BadArgument")
            #expect(try await teams.history("bo").last?["text"] == "p2")
            let marked = try await teams.asBot("DELETE", "\(Self.path)/\(id)?isTargetedActivity=true")
            #expect(marked.status == 200)
            #expect(try await teams.history("bo").isEmpty)
        }
    }

    @Test(arguments: ["", "?isTargetedActivity=true"])
    func anUpdateNeverNamesARecipient(query: String) async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let (id, account) = try await whisper(teams)
            for recipient in [["id": account, "isTargeted": true], ["id": account], [:]] as [JSONValue] {
                let update = try await teams.asBot(
                    "PUT", "\(Self.path)/\(id)\(query)", ["type": "message", "text": "p2", "recipient": recipient])
                #expect(update.status == 400)
                #expect(update.code == "BadArgument")
                #expect(update.message == "Cannot edit Recipient of Targeted Message")
            }
            #expect(try await teams.history("bo").last?["text"] == "psst")
        }
    }

    @Test func aTypeThatNobodyKnows() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let trace = try await teams.asBot(
                "POST", Self.path, ["type": "trace", "name": "OnTurnError Trace", "value": "boom"])
            #expect(trace.status == 400)
            #expect(trace.code == "BadArgument")
            #expect(trace.message == "Unknown activity type")
            #expect(try await teams.asBot("POST", Self.path, ["type": "fooBar"]).code == "BadArgument")
            #expect(try await teams.asBot("POST", Self.path, ["type": "typing"]).status == 201)
        }
    }

    @Test func everyWayIntoAThread() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let channel = RunningTeams.channel
            let activities = "/v3/conversations/\(escaped(channel))/activities"
            let root = try await teams.asBot("POST", activities, ["type": "message", "text": "root"])
            let id = try #require(root.json["id"]?.stringValue)
            let ways: [(path: String, more: JSONObject)] = [
                ("/v3/conversations/\(channel);messageid=\(id)/activities", [:]),
                ("/v3/conversations/\(escaped("\(channel);messageid=\(id)"))/activities", [:]),
                ("\(activities)/\(id)", [:]), (activities, ["replyToId": .string(id)]),
                ("\(activities)/f:5f3a", [:]),
            ]
            for (number, way) in ways.enumerated() {
                var body: JSONObject = ["type": "message", "text": .string("way \(number)")]
                for (name, value) in way.more { body[name] = value }
                #expect(try await teams.asBot("POST", way.path, .object(body)).status == 201, "\(way.path)")
            }
            let thread = try await teams.history("bo", of: "\(channel);messageid=\(id)")
            #expect(thread.map { $0["text"] } == ["root", "way 0", "way 1", "way 2", "way 3"])
            let posts = try await teams.history("bo", of: channel)
            #expect(posts.map { $0["text"] } == ["root", "way 4"])
        }
    }
}
