import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

private let group = escaped(RunningTeams.group)

@Suite struct StreamTests {
    @Test func aWhisperReachesOnePersonAlone() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let (ines, bo) = (try await teams.listen("ines"), try await teams.listen("bo"))
            defer {
                ines.close()
                bo.close()
            }
            let members = try await teams.asBot("GET", "/v3/conversations/\(group)/members").json.arrayValue ?? []
            let recipient = members.first { $0["name"] == "Ines Okafor" }?["id"] ?? .null
            let path = "/v3/conversations/\(group)/activities"
            let sent = try await teams.asBot(
                "POST", "\(path)?isTargetedActivity=true",
                ["type": "message", "text": "a quiet word for ines", "recipient": ["id": recipient]])
            let id = try #require(sent.json["id"]?.stringValue)
            _ = try await teams.asBot("PUT", "\(path)/\(id)", ["type": "message", "text": "another quiet word"])
            _ = try await teams.asBot("DELETE", "\(path)/\(id)?isTargetedActivity=true")
            _ = try await teams.post("the end", as: "chidi")

            let isEnd = { @Sendable (frame: JSONValue) in frame["message"]?["text"] == "the end" }
            let heardByInes = await ines.frames(until: isEnd)
            let heardByBo = await bo.frames(until: isEnd)
            let types = heardByInes.filter { $0["type"] != "conversation" && $0["type"] != "typing" }.map { $0["type"] }
            #expect(types == ["message", "edited", "removed", "message"])
            #expect(heardByInes.first { $0["type"] == "message" }?["message"]?["onlyYou"] == true)
            let text = heardByBo.map { $0.text() }.joined()
            #expect(!text.contains("quiet word"))
            #expect(!text.contains(id))
            let history = try await teams.history("bo").map { $0.text() }.joined()
            #expect(!history.contains("quiet word") && !history.contains(id))
            let logs = (
                String(decoding: try await teams.call("GET", "/_local/log?as=bo").body, as: UTF8.self),
                String(decoding: try await teams.call("GET", "/_local/log?as=ines").body, as: UTF8.self)
            )
            #expect(!logs.0.contains("quiet word") && !logs.0.contains(id))
            #expect(logs.1.contains("another quiet word") && logs.1.contains(id))
            #expect(logs.0.contains("members"))
        }
    }

    @Test func anExpiredWhisperLeavesTheOpenPage() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages", { $0.service.clock = .virtual }) { teams in
            let ines = try await teams.listen("ines")
            defer { ines.close() }
            let member = try await teams.asBot("GET", "/v3/conversations/\(group)/members").json[0]?["id"] ?? .null
            let sent = try await teams.asBot(
                "POST", "/v3/conversations/\(group)/activities?isTargetedActivity=true",
                ["type": "message", "text": "for a day", "recipient": ["id": member]])
            _ = try await teams.call("POST", "/_local/clock", ["advance": 86_400])
            let frames = await ines.frames { $0["type"] == "removed" }
            #expect(frames.contains { $0["type"] == "message" && $0["message"]?["id"] == sent.json["id"] })
            #expect(frames.last?["message"]?["id"] == sent.json["id"])
        }
    }

    @Test func everyoneHearsTheSameInTheSameOrder() async throws {
        try await withTeams { teams in
            let people = ["ines", "bo", "chidi", "mei"]
            var streams: [StreamClient] = []
            for person in people { streams.append(try await teams.listen(person)) }
            defer { for stream in streams { stream.close() } }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for person in people {
                    for number in 0..<5 {
                        tasks.addTask { _ = try await teams.post("\(number) of \(person)", as: person) }
                    }
                }
                try await tasks.waitForAll()
            }
            let history = try await teams.history("ines").map { $0["id"] }
            #expect(history.count == 20)
            for stream in streams {
                var heard: [JSONValue?] = []
                var last = 0
                for await frame in stream.frames where frame["type"] == "message" {
                    let sequence = frame["seq"]?.intValue ?? 0
                    #expect(sequence > last)
                    last = sequence
                    heard.append(frame["message"]?["id"])
                    if heard.count == 20 { break }
                }
                #expect(heard == history)
            }
        }
    }

    @Test func aForeignPageCannotListen() async throws {
        try await withTeams { teams in
            await #expect(throws: StreamClient.Refused.self) {
                try await StreamClient.open(
                    port: teams.port, path: "/_local/stream?as=ines", fields: ["Origin: https://evil.example"])
            }
        }
    }
}
