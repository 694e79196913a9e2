import JSONKit
import Testing

@testable import LocalTeams

@Suite struct MeetingPlaneTests {
    @Test func aMeetingIsReadAndNotified() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let made = try await teams.call(
                "POST", "/_local/chats", ["as": "ines", "kind": "meeting", "members": ["bo"], "name": "Berth call"])
            let chat = try #require(made.json["id"]?.stringValue)
            let meeting = try #require(made.json["meetingId"]?.stringValue)
            let path = "/teams/v1/meetings/\(escaped(meeting))"
            #expect(try await teams.asBot("GET", path).status == 403)
            let install: JSONValue = ["as": "ines", "bot": .string(RunningTeams.app), "chat": .string(chat)]
            #expect(try await teams.call("POST", "/_local/installations", install).status == 201)
            #expect(try await teams.asBot("GET", path).json["details"]?["title"] == "Berth call")
            #expect(try await teams.call("GET", path).status == 401)

            let users = try await teams.call("GET", "/_local/workspace").json["users"]?.arrayValue ?? []
            func aad(_ handle: String) -> String {
                users.first { $0["handle"]?.stringValue == handle }?["aadObjectId"]?.stringValue ?? ""
            }
            let join: JSONValue = ["as": "bo", "event": "join"]
            #expect(try await teams.call("POST", "/_local/meetings/\(escaped(chat))/events", join).status == 200)
            let participant = try await teams.asBot("GET", "\(path)/participants/\(aad("bo"))?tenantId=")
            #expect(participant.json["meeting"] == ["role": "Presenter", "inMeeting": true])

            func notify(_ recipients: [String]) async throws -> RunningTeams.Answer {
                try await teams.asBot(
                    "POST", "\(path)/notification/",
                    [
                        "type": "targetedMeetingNotification",
                        "value": [
                            "recipients": JSONValue(recipients),
                            "surfaces": [
                                [
                                    "surface": "meetingStage", "contentType": "task",
                                    "content": ["value": ["title": "Vote", "url": "https://harbor.test"]],
                                ]
                            ],
                        ],
                    ])
            }
            let all = try await notify([aad("bo")])
            #expect(all.status == 202 && all.body.isEmpty)
            let some = try await notify([aad("bo"), aad("mei")])
            #expect(some.status == 207)
            #expect(
                some.json["recipientsFailureInfo"]?.arrayValue?.map { $0["recipientMri"]?.stringValue } == [aad("mei")])
            #expect(try await teams.asBot("POST", "\(path)/notification", ["type": "x"]).status == 400)
            #expect(try await teams.history("bo", of: chat).count == 2)
            #expect(try await teams.history("ines", of: chat).isEmpty)

            // What a notification says is not for the others.
            let seen = try await teams.call("GET", "/_local/log?as=ines").json.text()
            #expect(!seen.contains("Vote"))
            #expect(seen.contains("\"operation\":\"meeting\""))
            // Identity has its own documents below `v1`.
            #expect(try await teams.call("GET", "/v1/.well-known/keys").status == 200)
            #expect(try await teams.asBot("GET", "/v1/meeting/x").status == 404)
        }
    }
}
