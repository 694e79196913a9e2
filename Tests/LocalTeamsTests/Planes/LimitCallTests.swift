import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

private let group = escaped(RunningTeams.group)
private let activities = "/v3/conversations/\(group)/activities"
private let bot = "http://127.0.0.1:9/api/messages"

private let wrong: [(body: JSONValue, words: [String])] = [
    ("fast", ["\"documented\"", "\"off\""]),
    (7, ["\"documented\""]),
    ([], ["\"documented\""]),
    (["perPerson": []], ["/perPerson", "perConversation"]),
    (["perConversation": 7], ["/perConversation", "list"]),
    (["perConversation": "some"], ["/perConversation", "list"]),
    (["perConversation": [["count": 7]]], ["/perConversation/0/seconds", "missing"]),
    (["perConversation": [["count": 7, "seconds": 1, "ms": 2]]], ["/perConversation/0/ms"]),
    (["perConversation": [["count": 7, "seconds": 1], ["count": 0, "seconds": 1]]], ["/perConversation/1/count"]),
    (["perConversation": [["count": 100_001, "seconds": 1]]], ["/perConversation/0/count", "100000"]),
    (["perConversation": [["count": 1, "seconds": 0]]], ["/perConversation/0/seconds"]),
    (["perConversation": [["count": 1, "seconds": 86_401]]], ["/perConversation/0/seconds", "86400"]),
    (["perConversation": [["count": 1.5, "seconds": 1]]], ["/perConversation/0/count", "whole"]),
    (["perTenant": ["count": "7", "seconds": 1]], ["/perTenant/count"]),
    (
        ["perTenant": .array(Array(repeating: ["count": 1, "seconds": 1], count: 17))],
        ["/perTenant", "16"]
    ),
]

@Suite struct LimitCallTests {
    @Test func whatHoldsIsShown() async throws {
        try await withTeams(bot: nil) { teams in
            let documented = try await teams.call("GET", "/_local/limits").json
            #expect(documented["setting"] == "documented")
            #expect(documented["perTenant"] == [["count": 50, "seconds": 1]])
            #expect(documented["perConversation"]?.arrayValue?.count == 4)
            let off = try await teams.call("PATCH", "/_local/limits", "off").json
            #expect(off["setting"] == "off" && off["perConversation"] == [])
            #expect(off["documented"]?["unpagedMembers"] == [["count": 5, "seconds": 60]])
            let own: JSONValue = [
                "perConversation": [["count": 2, "seconds": 5]], "perTenant": ["count": 9, "seconds": 1],
                "rosterPerConversation": "documented",
            ]
            let custom = try await teams.call("PATCH", "/_local/limits", own).json
            #expect(custom["setting"] == "custom")
            #expect(custom["perConversation"] == [["count": 2, "seconds": 5]])
            #expect(custom["perTenant"] == [["count": 9, "seconds": 1]])
            #expect(custom["rosterPerConversation"] == documented["rosterPerConversation"])
            #expect(custom["allBotsPerConversation"] == [])
            for (body, words) in wrong {
                let answer = try await teams.call("PATCH", "/_local/limits", body)
                #expect(answer.status == 400)
                for word in words { #expect(answer.message.contains(word), "\(body): \(answer.message)") }
            }
            #expect(try await teams.call("GET", "/_local/limits").json == custom)
            _ = try await teams.call("PATCH", "/_local/limits", "documented")
            #expect(try await teams.call("GET", "/_local/limits").json == documented)
        }
        try await withTeams(bot: nil, { $0.service.lenient = true }) { teams in
            let limits = try await teams.call("GET", "/_local/limits").json
            #expect(limits["setting"] == "off")
        }
    }

    @Test func aBotThatSendsTooFastIsToldWhenToComeBack() async throws {
        try await withTeams(bot: bot, { $0.service.clock = .virtual }) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            func send() async throws -> RunningTeams.Answer {
                try await teams.call("POST", activities, ["type": "message", "text": "x"], fields: fields)
            }
            for _ in 1...7 { #expect(try await send().status == 201) }
            let refused = try await send()
            #expect(refused.status == 429 && refused.code == "Throttled" && refused.message == "Too many requests.")
            #expect(refused.fields["Retry-After"] == "1" && refused.fields["MS-CV"] != nil)
            // Whoever is not known, and what goes elsewhere, is not held up.
            #expect(try await teams.call("POST", activities, ["type": "message", "text": "x"]).status == 401)
            let other = "/v3/conversations/\(escaped(RunningTeams.channel))/activities"
            let sent = try await teams.call("POST", other, ["type": "message", "text": "x"], fields: fields)
            #expect(sent.status == 201)

            let entry = try #require(await teams.log().last { $0["status"] == 429 })
            #expect(entry["note"]?.stringValue?.contains("Microsoft, Rate limiting for agents") == true)
            let ledger = try await teams.call("GET", "/_local/ledger").json.arrayValue ?? []
            #expect(ledger.filter { $0["kind"] == "refused" }.map { $0["note"] } == [entry["note"]])
            let limits = try await teams.call("GET", "/_local/limits").json
            #expect(
                limits["refused"] == [["part": "perConversation", "count": 7, "seconds": 1, "times": 1]])

            _ = try await teams.call("POST", "/_local/clock", ["advance": 1])
            #expect(try await send().status == 201)
            #expect(try await send().status == 429)
            _ = try await teams.call("POST", "/_local/reset")
            #expect(try await send().status == 201)
        }
    }

    /// The old call for all members has a limit of its own; the pages have not.
    @Test func theUnpagedRosterIsHeldUpMost() async throws {
        try await withTeams(bot: bot, { $0.service.clock = .virtual }) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            let members = "/v3/conversations/\(group)/members"
            for _ in 1...5 { #expect(try await teams.call("GET", members, fields: fields).status == 200) }
            let refused = try await teams.call("GET", members, fields: fields)
            #expect(refused.status == 429 && refused.fields["Retry-After"] == "60")
            let paged = "/v3/conversations/\(group)/pagedmembers"
            for _ in 1...9 { #expect(try await teams.call("GET", paged, fields: fields).status == 200) }
            #expect(try await teams.call("GET", paged, fields: fields).fields["Retry-After"] == "1")
        }
    }

    /// Neither the setting nor what was counted is lost with the process.
    @Test func aRestartLetsNobodyExceedALimit() async throws {
        try await withFolder { folder in
            let configure = { @Sendable (options: inout LocalTeamsOptions) in
                options.service.data = folder + "/world.db"
                options.service.clock = .virtual
            }
            let limit: JSONValue = ["perConversation": [["count": 40, "seconds": 60]]]
            try await withTeams(bot: bot, configure) { teams in
                _ = try await teams.call("PATCH", "/_local/limits", limit)
                let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
                for _ in 1...39 {
                    _ = try await teams.call("POST", activities, ["type": "message", "text": "x"], fields: fields)
                }
            }
            try await withTeams(bot: bot, configure) { teams in
                let body: JSONValue = ["type": "message", "text": "x"]
                let last = try await teams.asBot("POST", activities, body)
                let refused = try await teams.asBot("POST", activities, body)
                #expect(last.status == 201 && refused.fields["Retry-After"] == "60")
            }
        }
    }
}
