import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

/// What was said to whom, and spellings of it that a careless reader would not understand.
private struct Whisperer {
    let teams: RunningTeams
    let token: String
    var random: IDGenerator
    /// Words and ids, each with those who may see it.
    var secrets: [String: Set<String>] = [:]
    /// Private messages of the bot: conversation, id, reader.
    var whispers: [(conversation: String, id: String, reader: String)] = []
    var words = 0
    /// A chat that only Ines and Bo are in.
    var pair = ""
    var personal: [String: String] = [:]
    var accounts: [String: String] = [:]

    static let people = ["ines", "bo", "chidi", "mei"]

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(random.next() % UInt64(elements.count))]
    }
    mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

    /// A word that only `readers` may see.
    mutating func word(for readers: Set<String>) -> String {
        words += 1
        let word = "word\(words)of\(random.next() % 1_000_000)"
        secrets[word] = readers
        return word
    }

    /// Each byte as it is or percent-encoded, each letter in either case where case does not matter.
    mutating func spelled(_ text: String, anyCase: Bool = false) -> String {
        let style = random.next() % 3
        return text.utf8.map { byte in
            let letter = UnicodeScalar(byte).properties.isAlphabetic
            var byte = byte
            if anyCase, letter, style > 0, chance(50) { byte ^= 0x20 }
            let isPlain = letter || (0x30...0x39).contains(byte)
            if !isPlain || (style == 2 && chance(40)) {
                let hex = String(byte, radix: 16, uppercase: chance(50))
                return "%" + (hex.count < 2 ? "0" : "") + hex
            }
            return String(UnicodeScalar(byte))
        }.joined()
    }

    mutating func path(_ conversation: String, _ rest: String..., query: Bool = false) -> String {
        let prefix = pick(["/v3", "/teams/v3", "/emea/x/V3"])
        let literals = Set(["activities", "members", "reactions", "attachments"])
        var path = "\(prefix)/\(spelled("conversations", anyCase: true))/\(spelled(conversation))"
        for segment in rest { path += "/" + spelled(segment, anyCase: literals.contains(segment)) }
        if query {
            let item = "\(spelled("isTargetedActivity", anyCase: true))=\(spelled("true", anyCase: true))"
            path +=
                "?" + pick([item, "a=b&\(item)", "\(item)&isTargetedActivity=false", "isTargetedActivity=no&\(item)"])
        }
        return path
    }

    /// Calls as the bot; a body may be cut off, or too long, or come with a bad token.
    mutating func send(
        _ method: String, _ path: String, _ body: JSONValue?, mayBreak: Bool = true
    ) async throws -> RunningTeams.Answer {
        var bytes = body?.serialized() ?? []
        if mayBreak, chance(15) { bytes = Array(bytes.dropLast(1 + Int(random.next() % 4))) }
        if mayBreak, chance(3) { bytes = [UInt8](repeating: 0x20, count: 1 << 20) + bytes }
        let token = mayBreak && chance(5) ? "nonsense" : token
        return try await teams.call(method, path, bytes: bytes, fields: ["Authorization": "Bearer \(token)"])
    }

    mutating func conversation() -> String {
        pick([RunningTeams.group, RunningTeams.channel, RunningTeams.team])
    }

    mutating func step() async throws {
        switch random.next() % 12 {
        case 0...3: try await whisper()
        case 4: try await update()
        case 5: try await touch()
        case 6: try await writePersonally()
        case 7: try await writeToPair()
        case 8: try await writeOnlyToTheBot()
        case 9: try await astray()
        case 10: try await tellAll()
        default: try await upload()
        }
    }

    private mutating func activity(to person: String, marked: Bool) -> JSONObject {
        let word = word(for: [person])
        var recipient: JSONObject = ["id": .string(accounts[person] ?? "")]
        if marked { recipient["isTargeted"] = true }
        var activity: JSONObject = ["type": "message", "text": .string(word), "recipient": .object(recipient)]
        if chance(20) {
            activity["attachments"] = [
                ["contentType": "application/vnd.microsoft.card.hero", "content": ["text": .string(word)]]
            ]
        }
        if chance(10) { activity["type"] = "trace" }
        return activity
    }

    private mutating func whisper() async throws {
        let (person, conversation, query) = (pick(Self.people), conversation(), chance(60))
        let activity = activity(to: person, marked: !query || chance(30))
        let reply = chance(30) ? whispers.last?.id ?? "1" : nil
        let path =
            reply.map { self.path(conversation, "activities", $0, query: query) }
            ?? self.path(conversation, "activities", query: query)
        let answer = try await send("POST", path, .object(activity))
        if answer.status == 201, let id = answer.json["id"]?.stringValue {
            secrets[id] = [person]
            whispers.append((conversation, id, person))
        }
    }

    private mutating func update() async throws {
        guard let whisper = whispers.isEmpty ? nil : pick(whispers) else { return }
        var activity: JSONObject = ["type": "message", "text": .string(word(for: [whisper.reader]))]
        if chance(30) { activity["recipient"] = ["id": .string(accounts[whisper.reader] ?? ""), "isTargeted": true] }
        if chance(20) { activity["type"] = nil }
        // Of a message that is not there nobody knows whose it was.
        let id = chance(20) ? "1795161600999" : whisper.id
        guard chance(80) else {
            // The id in the body, if anywhere.
            if chance(50) { activity["id"] = .string(id) }
            _ = try await send(
                "PUT", path(whisper.conversation, "activities", query: chance(50)), .object(activity))
            return
        }
        _ = try await send(
            "PUT", path(whisper.conversation, "activities", id, query: chance(50)), .object(activity))
    }

    private mutating func touch() async throws {
        guard let whisper = whispers.isEmpty ? nil : pick(whispers) else { return }
        switch random.next() % 3 {
        case 0:
            _ = try await send("DELETE", path(whisper.conversation, "activities", whisper.id, query: chance(50)), nil)
        case 1: _ = try await send("GET", path(whisper.conversation, "activities", whisper.id, "members"), nil)
        default:
            _ = try await send("PUT", path(whisper.conversation, "activities", whisper.id, "reactions", "like"), nil)
        }
    }

    private mutating func writePersonally() async throws {
        let person = pick(Self.people)
        let message: JSONObject = ["type": "message", "text": .string(word(for: [person]))]
        if chance(50) {
            let answer = try await send("POST", path(personal[person] ?? "", "activities"), .object(message))
            if let id = answer.json["id"]?.stringValue { secrets[id] = [person] }
        } else {
            _ = try await send(
                "POST", "/v3/conversations",
                [
                    "members": [["id": .string(accounts[person] ?? "")]], "activity": .object(message),
                    "tenantId": .string(chance(80) ? teams.teams.tenantID : "else"),
                ])
        }
    }

    private mutating func writeToPair() async throws {
        let word = word(for: ["ines", "bo"])
        if chance(50) {
            _ = try await send("POST", path(pair, "activities"), ["type": "message", "text": .string(word)])
        } else {
            _ = try await teams.post(word, as: "ines", to: pair, ["mentions": [.string(RunningTeams.app)]])
        }
    }

    private mutating func writeOnlyToTheBot() async throws {
        let person = pick(Self.people)
        let answer = try await teams.post(
            word(for: [person]), as: person, to: RunningTeams.group, ["onlyTo": .string(RunningTeams.app)])
        if let id = answer.json["id"]?.stringValue { secrets[id] = [person] }
    }

    /// To a conversation or a path that is not there.
    private mutating func astray() async throws {
        let activity = activity(to: pick(Self.people), marked: chance(50))
        let path = pick([
            path("19:nowhere@thread.v2", "activities", query: true), path(conversation(), "activitie", query: true),
            "/v4/nothing?isTargetedActivity=true", path(conversation(), "activities", "1", "2", "3"),
        ])
        _ = try await send("POST", path, .object(activity))
    }

    /// Public, but with an id in it that is not.
    private mutating func tellAll() async throws {
        let id = whispers.isEmpty ? "1" : pick(whispers).id
        let entity: JSONValue = ["type": "quotedReply", "quotedReply": ["messageId": .string(id)]]
        let text = word(for: Set(Self.people))
        _ = try await send(
            "POST", path(conversation(), "activities"),
            ["type": "message", "text": .string(text), "entities": [entity]], mayBreak: false)
    }

    private mutating func upload() async throws {
        let name = word(for: [])
        _ = try await send(
            "POST", path(RunningTeams.group, "attachments"),
            ["type": "image/png", "name": .string(name), "originalBase64": "iVBORw0K"])
    }
}

@Suite struct PrivacyTests {
    /// Log, stream, history and list of everyone, after calls in random spellings: nothing of what is for others.
    @Test(arguments: [1, 2, UInt64.random(in: 3...UInt64.max)])
    func nobodyObservesWhatIsForOthers(seed: UInt64) async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams(bot: bot.endpoint, { $0.service.clock = .virtual }) { teams in
                var whisperer = Whisperer(
                    teams: teams, token: try await teams.token(), random: IDGenerator(state: seed))
                try await prepare(&whisperer)
                var streams: [String: StreamClient] = [:]
                for person in Whisperer.people { streams[person] = try await teams.listen(person) }
                for number in 1...150 {
                    try await whisperer.step()
                    guard number.isMultiple(of: 75) else { continue }
                    _ = try await teams.call("POST", "/_local/clock", ["advance": .number(JSONNumber(25 * 3600))])
                }
                _ = try await teams.post("the end", as: "ines")
                var seen: Set<String> = []
                for person in Whisperer.people {
                    let frames = try #require(streams[person])
                    var texts = await frames.frames { $0["message"]?["text"] == "the end" }.map { $0.text() }
                    frames.close()
                    texts += try await observations(of: person, whisperer)
                    for text in texts {
                        for (secret, readers) in whisperer.secrets where text.contains(secret) {
                            #expect(readers.contains(person), "seed \(seed): \(person) sees \(secret) in \(text)")
                            seen.insert(secret)
                        }
                    }
                }
                #expect(seen.count > 40, "seed \(seed): what is for somebody is seen by them")
                // The log of a test shows everything.
                let all = String(decoding: try await teams.call("GET", "/_local/log").body, as: UTF8.self)
                #expect(whisperer.secrets.keys.count { all.contains($0) } > seen.count)
            }
        }
    }

    private func prepare(_ whisperer: inout Whisperer) async throws {
        let teams = whisperer.teams
        let chat = try await teams.call(
            "POST", "/_local/chats", ["as": "ines", "kind": "group", "members": ["bo"], "name": "Two"])
        whisperer.pair = chat.json["id"]?.stringValue ?? ""
        _ = try await teams.call(
            "POST", "/_local/installations",
            ["as": "ines", "bot": .string(RunningTeams.app), "chat": .string(whisperer.pair)])
        for person in Whisperer.people {
            let id = try await teams.personalChat(of: person)
            whisperer.personal[person] = id
            let members = try await teams.asBot("GET", "/v3/conversations/\(escaped(id))/members")
            whisperer.accounts[person] = members.json[0]?["id"]?.stringValue
        }
    }

    private func observations(of person: String, _ whisperer: Whisperer) async throws -> [String] {
        var texts: [String] = []
        let conversations = [RunningTeams.group, RunningTeams.channel, RunningTeams.team, whisperer.pair]
        var paths = ["/_local/log?as=\(person)", "/_local/conversations?as=\(person)"]
        for conversation in conversations + whisperer.personal.values {
            paths.append("/_local/conversations/\(escaped(conversation))/messages?as=\(person)")
        }
        for path in paths {
            texts.append(String(decoding: try await whisperer.teams.call("GET", path).body, as: UTF8.self))
        }
        return texts
    }

    /// The cases that were found, one by one: each is seen in the log by the one whom it is for, or by nobody.
    @Test func whatIsForOneIsInNobodyElsesLog() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let account = try await teams.asBot(
                "GET", "/v3/conversations/\(escaped(RunningTeams.group))/members/bo@harbor.test")
            let id = account.json["id"] ?? .null
            let whisper: JSONValue = ["type": "message", "text": "psst", "recipient": ["id": id]]
            let path = "/v3/conversations/\(escaped(RunningTeams.group))/activities"
            let sent = try await teams.asBot("POST", path + "?isTargeted%41ctivity=true", whisper)
            #expect(sent.status == 201)
            let message = sent.json["id"]?.stringValue ?? ""
            // With a recipient, without a type, of a message that is not there, cut off.
            _ = try await teams.asBot("PUT", "\(path)/\(message)?isTargetedActivity=tr%75e", whisper)
            _ = try await teams.asBot("PUT", "\(path)/\(message)", ["text": "psst"])
            _ = try await teams.asBot("PUT", "\(path)/1795161600999", ["type": "message", "text": "psst"])
            _ = try await teams.call(
                "PUT", "\(path)/\(message)", bytes: Array(#"{"type":"message","text":"psst"#.utf8),
                fields: ["Authorization": "Bearer \(try await teams.token())"])
            for (person, isReader) in [("bo", true), ("mei", false), ("ines", false)] {
                let log = String(
                    decoding: try await teams.call("GET", "/_local/log?as=\(person)").body, as: UTF8.self)
                #expect(log.contains("psst") == isReader, "\(person)")
                #expect(log.contains(message) == isReader, "\(person)")
            }
        }
    }
}
