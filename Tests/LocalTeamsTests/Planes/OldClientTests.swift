import JSONKit
import Testing

@testable import LocalTeams

private let nobody = "http://127.0.0.1:9/api/messages"
private let path = "/v3/conversations/\(escaped(RunningTeams.group))/activities"
private let query = "?isTargetedActivity=true"

/// A person whose Teams is too old to show what is for them alone.
@Suite struct OldClientTests {
    @Test func theBotSeesNoDifferenceAndThePersonSeesNothing() async throws {
        try await withTeams(bot: nobody) { teams in
            let person = try await account(of: "bo", teams)
            let whisper: JSONValue = ["type": "message", "text": "psst", "recipient": ["id": .string(person)]]
            let early = try await teams.asBot("POST", path + query, whisper).json["id"]?.stringValue ?? ""
            let old = try await teams.call("PATCH", "/_local/users/bo", ["oldClient": true])
            #expect(old.status == 200 && old.json["oldClient"] == true)
            let stream = try await teams.listen("bo")
            defer { stream.close() }

            let sent = try await teams.asBot("POST", path + query, whisper)
            #expect(sent.status == 201)
            let id = try #require(sent.json["id"]?.stringValue)
            let update: JSONValue = ["type": "message", "text": "psst!"]
            #expect(try await teams.asBot("PUT", "\(path)/\(id)\(query)", update).status == 200)
            let typing: JSONValue = ["type": "typing", "recipient": ["id": .string(person)]]
            #expect(try await teams.asBot("POST", path + query, typing).status == 201)
            let members = try await teams.asBot("GET", "\(path)/\(id)/members")
            #expect(members.status == 200 && members.json == [])
            #expect(try await teams.asBot("POST", path, ["type": "message", "text": "aloud"]).status == 201)

            // What came before, and what is for everyone, is there as ever.
            let history = try await teams.history("bo")
            #expect(history.map { $0["text"] } == ["psst", "aloud"])
            #expect(history.first?["id"]?.stringValue == early)
            #expect(try await teams.history("ines").map { $0["text"] } == ["aloud"])
            let frames = await stream.frames { $0["message"]?["text"] == "aloud" }
            #expect(frames.allSatisfy { $0["message"] == nil || $0["message"]?["text"] == "aloud" })
            #expect(!frames.contains { $0["type"] == "typing" })

            let note = try await teams.log().first { $0["response"]?["body"]?["id"]?.stringValue == id }?["note"]
            #expect(note?.stringValue?.contains("too old") == true)
            let ledger = try await teams.call("GET", "/_local/ledger").json.arrayValue ?? []
            let entries = ledger.filter { $0["message"]?.stringValue == id }
            #expect(entries.map { $0["kind"] } == ["visible", "edited"])
            #expect(entries.allSatisfy { $0["to"] == [] && $0["note"]?.stringValue?.contains("too old") == true })
            #expect(ledger.first { $0["message"]?.stringValue == early }?["note"] == nil)

            #expect(try await teams.asBot("DELETE", "\(path)/\(id)\(query)").status == 200)
            #expect(try await teams.asBot("DELETE", "\(path)/\(id)\(query)").status == 404)
        }
    }

    @Test func aNewClientShowsWhatComesFromThenOn() async throws {
        try await withFolder { folder in
            let configure = { @Sendable (options: inout LocalTeamsOptions) in options.service.data = folder + "/w.db" }
            try await withTeams(bot: nobody, configure) { teams in
                let new: JSONValue = ["handle": "zoe", "name": "Zoe", "oldClient": true]
                #expect(try await teams.call("POST", "/_local/users", new).json["oldClient"] == true)
                let member: JSONValue = ["as": "ines", "user": "zoe", "chat": .string(RunningTeams.group)]
                _ = try await teams.call("POST", "/_local/members", member)
                try await whisper("one", to: "zoe", teams)
            }
            try await withTeams(bot: nobody, configure) { teams in
                try await whisper("two", to: "zoe", teams)
                #expect(try await teams.history("zoe").isEmpty)
                let changed = try await teams.call("PATCH", "/_local/users/zoe", ["oldClient": false])
                #expect(changed.json["oldClient"] == nil)
                try await whisper("three", to: "zoe", teams)
                #expect(try await teams.history("zoe").map { $0["text"] } == ["three"])
            }
        }
    }

    private func whisper(_ text: String, to person: String, _ teams: RunningTeams) async throws {
        let account = try await account(of: person, teams)
        let body: JSONValue = ["type": "message", "text": .string(text), "recipient": ["id": .string(account)]]
        #expect(try await teams.asBot("POST", path + query, body).status == 201)
    }

    /// The id of a person as the bot sees them.
    private func account(of person: String, _ teams: RunningTeams) async throws -> String {
        let address = escaped("\(person)@harbor.test")
        let member = "/v3/conversations/\(escaped(RunningTeams.group))/members/\(address)"
        return try await teams.asBot("GET", member).json["id"]?.stringValue ?? ""
    }
}
