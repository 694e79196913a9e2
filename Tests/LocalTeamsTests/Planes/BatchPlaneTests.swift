import Foundation
import HTTPKit
import JSONKit
import LockKit
import Testing

@testable import LocalTeams

private let tenant = "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00"
private let bot = "http://127.0.0.1:9/api/messages"

@Suite struct BatchPlaneTests {
    /// Over the wire, with a slash at the end and below a region, as SDKs call it.
    @Test func aBatchRunsOnTheClock() async throws {
        try await withTeams(bot: bot, { $0.service.clock = .virtual }) { teams in
            let body: JSONValue = ["activity": ["type": "message", "text": "high water"], "tenantId": .string(tenant)]
            let started = try await teams.asBot("POST", "/emea/\(tenant)/v3/batch/conversation/tenant/", body)
            #expect(started.status == 201)
            let id = try #require(started.json["operationId"]?.stringValue)
            let path = "/v3/batch/conversation/\(id)"
            #expect(try await teams.asBot("GET", path).json["state"] == "Ongoing")
            _ = try await teams.call("POST", "/_local/clock", ["advance": 1])
            let state = try await teams.asBot("GET", path)
            #expect(state.json == ["state": "Completed", "statusMap": ["201": 6], "totalEntriesCount": 6])
            let failed = try await teams.asBot("GET", "/v3/batch/conversation/failedentries/\(id)")
            #expect(failed.json == ["failedEntryResponses": []])
            #expect(try await teams.asBot("DELETE", path).status == 200)
            #expect(try await teams.call("GET", path).status == 401)
            #expect(try await teams.asBot("GET", "/v3/batch/conversation/none").status == 404)
            let chat = try await teams.personalChat(of: "mei")
            #expect(try await teams.history("mei", of: chat).map { $0["text"] } == ["high water"])
            let log = try await teams.log().filter { $0["operation"] == "batch" }
            #expect(log.count == 7)
            #expect(log.last?["note"]?.stringValue?.contains("Rule") == true)
        }
    }

    /// On the real clock nobody has to do anything.
    @Test func aBatchRunsByItself() async throws {
        try await withTeams(bot: bot) { teams in
            let stream = try await teams.listen("mei")
            let body: JSONValue = ["activity": ["type": "message", "text": "now"], "tenantId": .string(tenant)]
            #expect(try await teams.asBot("POST", "/v3/batch/conversation/tenant", body).status == 201)
            let frames = await stream.frames { $0["message"]?["text"] == "now" }
            #expect(frames.last?["type"] == "message")
            stream.close()
        }
    }

    @Test func aRestartGoesOn() async throws {
        try await withFolder { folder in
            let configure = { @Sendable (options: inout LocalTeamsOptions) in
                options.service.data = folder + "/world.db"
                options.service.clock = .virtual
            }
            let operation = Mutex("")
            try await withTeams(bot: bot, configure) { teams in
                let body: JSONValue = [
                    "activity": ["type": "message", "text": "high water"], "tenantId": .string(tenant),
                ]
                let started = try await teams.asBot("POST", "/v3/batch/conversation/tenant", body)
                operation.withLock { $0 = started.json["operationId"]?.stringValue ?? "" }
                _ = try await teams.call("POST", "/_local/clock", ["advance": 0.1])
            }
            try await withTeams(bot: bot, configure) { teams in
                let path = "/v3/batch/conversation/\(operation.withLock { $0 })"
                #expect(try await teams.asBot("GET", path).json["statusMap"] == ["201": 5])
                _ = try await teams.call("POST", "/_local/clock", ["advance": 1])
                #expect(try await teams.asBot("GET", path).json["statusMap"] == ["201": 6])
                for person in ["ines", "bo", "chidi", "mei", "rosa", "jonas"] {
                    let chat = try await teams.personalChat(of: person)
                    #expect(try await teams.history(person, of: chat).count == 1)
                }
            }
        }
    }
}
