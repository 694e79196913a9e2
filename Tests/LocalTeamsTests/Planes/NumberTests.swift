import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

/// Every number that anyone may send, and what nobody expects in its place.
@Suite struct NumberTests {
    private static let values = [
        "0", "-0", "1", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "18446744073709551616", "1e400", "-1e400", "1e308", "1e-400", "0.5", "1e10", "253402300799999",
        "99999999999999999999999999999999999999999", "nonsense", "", "0x10", "+1", "NaN", "%00", "٣",
    ]

    /// Where `@@` stands, a value goes.
    private static let queries = [
        "/_local/ledger?after=@@", "/_local/ledger?limit=@@", "/_local/ledger?after=@@&limit=@@",
        "/_local/ledger?after=1&after=@@", "/_local/ledger?last=@@&as=ines",
        "/_local/log?after=@@", "/_local/log?limit=@@&as=ines", "/_local/log?after=@@&after=@@",
        "\(messages)?as=ines&limit=@@", "\(messages)?as=ines&before=@@",
        "\(messages)?as=ines&limit=1&before=@@&before=1",
        "/_local/conversations/19:port@thread.tacv2;messageid=@@/messages?as=ines",
        "/v3/conversations/\(group)/pagedMembers?pageSize=@@",
        "/v3/conversations/\(group)/pagedMembers?continuationToken=@@",
        "/v3/conversations/\(group)/pagedMembers?pageSize=@@&pageSize=@@",
        "/v3/conversations/\(group)/activities/@@/members",
        "/v3/conversations/19:port@thread.tacv2;messageid=@@/members",
        "/v3/attachments/@@",
    ]

    private static let group = escaped(RunningTeams.group)
    private static let messages = "/_local/conversations/\(group)/messages"

    private static let bodies: [(method: String, path: String, body: String)] = [
        ("POST", "/_local/clock", #"{"advance":@@}"#), ("POST", "/_local/clock", #"{"now":@@}"#),
        ("POST", "/_local/clock", #"{"advance":@@,"advance":@@}"#), ("POST", "/_local/clock", #"{"now":"@@"}"#),
        ("POST", "/_local/conversations/\(group)/read", #"{"as":"ines","upTo":@@}"#),
        ("POST", "/_local/conversations/\(group)/read", #"{"as":"ines","upTo":"@@"}"#),
        ("POST", messages, #"{"as":"ines","text":"x","quote":"@@"}"#), ("POST", messages, #"{"as":"ines","text":@@}"#),
        ("PUT", messages + "/@@", #"{"as":"ines","text":"x"}"#), ("DELETE", messages + "/@@?as=ines", ""),
        ("PUT", messages + "/@@/reactions/like?as=ines", ""), ("POST", messages + "/@@/undelete", #"{"as":"ines"}"#),
        ("POST", "/v3/conversations/\(group)/activities/@@", #"{"type":"message","text":"x"}"#),
        ("POST", "/v3/conversations/\(group)/activities", #"{"type":"message","text":"x","replyToId":"@@"}"#),
        (
            "POST", "/v3/conversations/\(group)/activities",
            #"{"type":"message","text":"x","entities":[{"type":"quotedReply","quotedReply":{"messageId":"@@"}}]}"#
        ),
        ("POST", "/v3/conversations/\(group)/activities", #"{"type":"message","text":"x","value":@@}"#),
        ("POST", "/v3/conversations/\(group)/activities", #"{"type":"message","text":@@}"#),
        ("PUT", "/v3/conversations/\(group)/activities/@@", #"{"type":"message","text":"x"}"#),
        ("PUT", "/v3/conversations/\(group)/activities/@@/reactions/like", ""),
        ("DELETE", "/v3/conversations/\(group)/activities/@@?isTargetedActivity=true", ""),
        ("POST", "/_local/users", #"{"handle":@@,"name":@@}"#), ("POST", "/_local/chats", #"{"as":@@,"kind":@@}"#),
    ]

    /// A clear answer each time, and never the end.
    @Test(arguments: [TeamsServiceOptions.ClockMode.virtual, .real])
    func noNumberEndsIt(clock: TeamsServiceOptions.ClockMode) async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages", { $0.service.clock = clock }) { teams in
            _ = try await teams.post("x", as: "ines")
            let authorization: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            for value in Self.values {
                let inPath = value.hasPrefix("%") ? value : escaped(value)
                for query in Self.queries {
                    let path = query.replacing("@@", with: inPath)
                    try await call(teams, "GET", path, "", authorization)
                }
                for row in Self.bodies {
                    let path = row.path.replacing("@@", with: inPath)
                    let body = row.body.replacing("@@", with: value)
                    try await call(teams, row.method, path, body, authorization)
                }
            }
            #expect(try await teams.call("GET", "/_local/clock").status == 200)
            _ = try await teams.post("still here", as: "ines")
            let history = try await teams.history("bo")
            #expect(history.last?["text"] == "still here")
        }
    }

    private func call(
        _ teams: RunningTeams, _ method: String, _ path: String, _ body: String, _ fields: HTTP.Fields
    ) async throws {
        let answer = try await teams.call(method, path, bytes: Array(body.utf8), fields: fields)
        #expect(answer.status < 500, "\(method) \(path) \(body)")
        #expect(answer.status < 400 || !answer.message.isEmpty, "\(method) \(path) \(body)")
    }

    @Test func whatStandsTwiceIsRefused() async throws {
        try await withTeams { teams in
            for path in ["ledger?after=1&after=2", "log?limit=1&limit=1", "conversations?as=ines&as=bo"] {
                let answer = try await teams.call("GET", "/_local/\(path)")
                #expect(answer.status == 400, "\(path)")
            }
        }
    }

    /// The ledger from any number on: what comes after it, or nothing.
    @Test func theLedgerTakesAnyNumber() throws {
        var harbor = Harbor()
        for number in 0..<5 { _ = try harbor.say("\(number)") }
        for (after, count) in [(Int.min, 5), (-1, 5), (0, 5), (3, 2), (5, 0), (6, 0), (Int.max, 0)] {
            #expect(harbor.world.ledger(after: after).count == count, "\(after)")
        }
    }

    /// The clock goes to its end, and not beyond.
    @Test func theClockEndsWithItsYears() throws {
        var harbor = Harbor()
        _ = try harbor.whisper("x", to: "bo")
        try harbor.world.advance(to: .latest)
        _ = try harbor.whisper("y", to: "bo")
        #expect(refusal { try harbor.world.advance(by: .seconds(1)) }?.status == 400)
        #expect(refusal { try harbor.world.advance(by: .seconds(Int64.max)) }?.status == 400)
        #expect(try harbor.texts(of: Harbor.tides, as: "bo") == ["y"])
    }

    /// Each number of each row, made wrong: either the file is refused, or the world works.
    @Test func noStoredNumberEndsIt() throws {
        var harbor = Harbor()
        harbor.world.reset()
        _ = try harbor.whisper("x", to: "bo")
        let id = try harbor.say("y")
        try harbor.world.read(Harbor.tides, upTo: id, as: "bo")
        _ = try harbor.world.post("z", to: Harbor.berth, as: "ines", onlyTo: Harbor.bot)
        try leaveBatches(in: &harbor.world)
        _ = try harbor.world.createChat(as: "ines", kind: .meeting)
        let records = harbor.world.takeChanges().records.compactMap { change -> Record? in
            if case .put(let record) = change { record } else { nil }
        }
        #expect(try World(records: records) == harbor.world)
        var refused = 0
        for (place, record) in records.enumerated() {
            for (name, value) in record.json {
                guard case .number = value else { continue }
                for wrong in [Int64.min, .max, -1, 1 << 53 + 1, 0] {
                    var broken = records
                    broken[place].json[name] = .number(JSONNumber(wrong))
                    do throws(WorldError) {
                        var world = try World(records: broken)
                        use(&world)
                    } catch {
                        refused += 1
                    }
                }
                for wrong in [1.5, 1e300, .infinity] {
                    var broken = records
                    broken[place].json[name] = .number(JSONNumber(wrong))
                    #expect(throws: WorldError.self, "\(record.kind) \(name) \(wrong)") { try World(records: broken) }
                }
            }
            // The same row again, under another key.
            var doubled = records
            doubled.append(Record(kind: record.kind, key: record.key + " again", json: record.json))
            guard record.kind != .block, record.kind != .read else { continue }
            #expect(throws: WorldError.self, "\(record.kind)") { try World(records: doubled) }
        }
        #expect(refused > 40)
    }

    /// A batch that failed, and one that is at work.
    private func leaveBatches(in world: inout World) throws {
        var body: JSONObject = ["activity": .object(.message("x")), "tenantId": .string(Harbor.tenant)]
        body["members"] = [["id": "29:nobody"]]
        // What is counted for windows is not stored.
        world.rules = .lenient
        _ = try world.startBatch(.users, body, by: Harbor.bot)
        try world.advance(by: .milliseconds(100))
        _ = try world.startBatch(.tenant, body, by: Harbor.bot)
        world.rules = Rules()
    }

    /// What a world must be able to do whatever its rows said.
    private func use(_ world: inout World) {
        // Refusals are fine; what must not happen is the end of the process.
        try? world.advance(by: .seconds(24 * 3600))
        _ = try? world.post("after", to: Harbor.tides, as: "ines", mentions: [Harbor.bot.rawValue])
        _ = try? world.send(.message("after"), to: Harbor.berth, by: Harbor.bot)
        _ = try? world.history(of: Harbor.berth, as: "ines", limit: 10)
        _ = try? world.pagedMembers(of: Harbor.berth, for: Harbor.bot)
        _ = try? world.createChat(as: "ines", kind: .group, members: ["bo"])
        _ = world.ledger(after: 1)
        _ = world.workspace.shown
        _ = world.takeChanges()
    }
}
