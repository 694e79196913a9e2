import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

@Suite struct WireLogTests {
    @Test func theLogShowsBothDirectionsAndNoSecret() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint) { teams in
                _ = try await teams.post("hello", as: "ines", ["mentions": [.string(RunningTeams.app)]])
                let received = try #require(await bot.nextMessage())
                let token = try await teams.token()
                let path = "/v3/conversations/\(escaped(RunningTeams.group))/activities"
                _ = try await teams.asBot("POST", path, ["type": "message", "text": "hi"])
                _ = try await teams.requestToken([
                    ("grant_type", "client_credentials"), ("client_id", RunningTeams.app),
                    ("client_assertion", "aaa.bbb.ccc"), ("scope", "https://api.botframework.com/.default"),
                ])
                let answer = try await teams.call("GET", "/_local/log")
                let text = String(decoding: answer.body, as: UTF8.self)
                for secret in [TeamsServiceOptions.developmentClientSecret, token, received.token ?? "?", "aaa.bbb"] {
                    #expect(!text.contains(secret))
                }
                let log = answer.json.arrayValue ?? []
                let deliver = try #require(
                    log.first { $0["operation"] == "deliver" && $0["request"]?["body"]?["type"] == "message" })
                #expect(deliver["direction"] == "out")
                #expect(deliver["request"]?["token"]?["claims"]?["aud"]?.stringValue == RunningTeams.app)
                let send = try #require(log.first { $0["operation"] == "send" })
                #expect(send["direction"] == "in")
                #expect(send["status"] == 201)
                #expect(send["request"]?["body"]?["text"] == "hi")
                #expect(send["request"]?["token"]?["claims"]?["appid"]?.stringValue == RunningTeams.app)
                #expect(send["response"]?["headers"]?["ms-cv"] != nil)
                let grant = try #require(log.first { $0["operation"] == "token" })
                #expect(grant["response"]?["body"]?["access_token"]?["claims"] != nil)
                let sequence = log.compactMap { $0["seq"]?.intValue }
                #expect(sequence == Array(1...sequence.count))
                let rest = try await teams.call("GET", "/_local/log?after=1&limit=1").json
                #expect(rest.arrayValue?.map { $0["seq"]?.intValue } == [2])
            }
        }
    }

    @Test func aRefusedTokenIsExplained() async throws {
        try await withTeams { teams in
            _ = try await teams.call(
                "GET", "/v3/conversations/x/members", fields: ["Authorization": "Bearer nonsense"])
            let note = try await teams.log().last?["note"]?.stringValue
            #expect(note?.contains("token") == true)
        }
    }

    @Test func theLogIsBounded() {
        let log = WireLog()
        for number in 1...(WireLog.maxEntries + 1) {
            log.append(
                WireLogEntry(
                    time: "", direction: .inbound, operation: "send", method: "POST", path: "\(number)",
                    milliseconds: 0, request: WireLogMessage(), readers: .everyone))
        }
        let entries = log.entries()
        #expect(entries.count <= WireLog.maxEntries)
        #expect(entries.last?.path == "\(WireLog.maxEntries + 1)")
        #expect(
            log.entries(after: entries[10].sequence, limit: 2).map(\.sequence) == [
                entries[11].sequence, entries[12].sequence,
            ])
    }

    /// What nobody has read is not read for the log, and what is long is not either.
    @Test func longAndUnreadBodiesAreShownByTheirLength() {
        let long = Array("{\"text\":\"\(String(repeating: "x", count: WireLogRedaction.maxBodyBytes))\"}".utf8)
        #expect(WireLogRedaction.message(fields: [:], body: long).body == .string("(\(long.count) bytes)"))
        let short = Array("{\"text\":\"x\"}".utf8)
        #expect(WireLogRedaction.message(fields: [:], body: short).body == ["text": "x"])
        #expect(WireLogRedaction.message(fields: [:], body: short, isRead: false).body == "(12 bytes)")
    }

    /// What an entry costs counts, and not what it was on the wire.
    @Test func manySmallValuesPushOthersOut() {
        let log = WireLog()
        let body = JSONValue.array([JSONValue](repeating: 1, count: 80_000))
        for _ in 0..<40 {
            log.append(
                WireLogEntry(
                    time: "", direction: .inbound, operation: "send", method: "POST", path: "", milliseconds: 0,
                    request: WireLogMessage(body: body), readers: .everyone))
        }
        #expect(log.entries().reduce(0) { $0 + $1.cost } <= WireLog.maxBytes)
        #expect(log.entries().count < 20)
    }

    @Test func longTextIsCut() {
        let long = String(repeating: "x", count: 100_000)
        let shown = WireLogRedaction.shown(["text": .string(long)])
        #expect((shown["text"]?.stringValue?.count ?? 0) < 20_000)
    }
}
