import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

/// Cases from public reports, in `Cases`: every input, and every expectation.
struct PublishedProtocolTests {
    private let cases = PublishedCases("Cases")

    private func inputs(_ name: String) throws -> [(input: JSONValue, expected: JSONValue)] {
        let json = try cases.json("\(name).json")
        let (inputs, expected) = (json["input"]?.arrayValue ?? [], json["expected"]?.arrayValue ?? [])
        try #require(!inputs.isEmpty && inputs.count == expected.count)
        return zip(inputs, expected).map { ($0, $1) }
    }

    @Test("B06 A message that cannot be answered is refused, and stops no other")
    func noConversation() async throws {
        let json = try cases.json("B06-no-conversation.json")
        var body = try #require(json["input"]?.objectValue)
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage { notes.add($0.text) }
        #expect(json["expected"]?["status"] == "400 each time, never 5xx")
        for serviceUrl in [nil, JSONValue.string(Bot.serviceURL)] {
            body["serviceUrl"] = serviceUrl
            for _ in 0..<2 { #expect(try await bot.post(.object(body)).status == 400) }
        }
        let open = Bot { $0.dangerouslyAllowsUnauthenticatedRequests = true }
        body["serviceUrl"] = nil
        for _ in 0..<2 { #expect(await open.post(.object(body), authorization: nil).status == 400) }
        #expect(json["expected"]?["then"] == "the next good message is handled")
        #expect(try await bot.post(Inbound.message("good")).status == 200)
        #expect(notes.all == ["good"])
    }

    private static let unanswerable: [JSONObject] = [
        ["conversation": nil], ["conversation": .null], ["conversation": [:]], ["conversation": ["id": ""]],
        ["conversation": ["id": .null]], ["conversation": ["id": 7]], ["conversation": []], ["conversation": "19:g"],
        ["conversation": ["id": .null, "conversationType": "personal"], "recipient": .null],
    ]

    @Test("B06 The same of other shapes", arguments: unanswerable.indices)
    func noConversationOfAnyShape(_ index: Int) async throws {
        let bot = Bot()
        let notes = Notes()
        bot.app.onActivity { notes.add($0.text) }
        var body = try #require(Inbound.message("lost").objectValue)
        for (name, value) in Self.unanswerable[index] { body[name] = value }
        if Self.unanswerable[index].isEmpty { body["conversation"] = nil }
        for type in ["message", "event", "invoke", "installationUpdate"] {
            body["type"] = .string(type)
            #expect(try await bot.post(.object(body)).status == 400)
        }
        #expect(notes.all.isEmpty)
        #expect(try await bot.app.conversations.count() == 0)
        #expect(try await bot.post(Inbound.message("good")).status == 200)
    }

    private static let odd: [(name: String, changes: JSONObject)] = [
        ("no recipient", ["recipient": .null]), ("an empty recipient", ["recipient": [:]]),
        ("no sender", ["from": .null]), ("an empty sender", ["from": [:]]), ("no id", ["id": .null]),
        ("no text", ["text": .null]), ("no channel data", ["channelData": .null]),
        ("odd attachments", ["attachments": [.null, 7, "x", [:], ["contentType": "text/html"]]]),
        ("odd entities", ["entities": [.null, 7, [], ["type": 7], ["type": .null], ["type": "mention"]]]),
        ("an odd mention", ["entities": [["type": "mention", "mentioned": .null, "text": .null]]]),
        ("members of nothing", ["membersAdded": [[:]], "membersRemoved": []]),
        ("a type of conversation that nobody knows", ["conversation": ["id": "x", "conversationType": "huddle"]]),
        ("a time that is none", ["timestamp": "yesterday"]), ("extras", ["future": ["a": [1, .null]]]),
    ]

    @Test("B07 What can be answered is handled, whatever else is odd", arguments: odd.indices)
    func oddShapes(_ index: Int) async throws {
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage { context in
            try await context.send("answer")
            notes.add("handled")
        }
        let response = try await bot.post(Inbound.message("hi", Self.odd[index].changes))
        #expect(response.status == 200, "\(Self.odd[index].name)")
        #expect(notes.all == ["handled"], "\(Self.odd[index].name): \(bot.log.records.map(\.text))")
        #expect(try await bot.app.conversations.count() == 1)
    }

    @Test("B07 Entities, types and actions that nobody knows")
    func unknownEntities() async throws {
        for (number, (input, expected)) in try inputs("B07-unknown-entities").enumerated() {
            let bot = Bot()
            let notes = Notes()
            bot.app.onMessage { _ in notes.add("handled") }
            var body = try #require(Inbound.message("hi").objectValue)
            for (name, value) in input.objectValue ?? [:] { body[name] = value }
            let response = try await bot.post(.object(body))
            #expect(response.status == expected["status"]?.intValue, "\(number)")
            if let handled = expected["handled"]?.boolValue { #expect(notes.all.isEmpty != handled, "\(number)") }
        }
    }

    /// The text of a case, with the mention that the case describes.
    private func mentioning(_ input: JSONValue) throws -> JSONValue {
        let text = try #require(input["text"]?.stringValue)
        let tags = text.matches(of: /<at>(.*?)<\/at>/).map { (tag: String($0.0), name: String($0.1)) }
        func entity(_ tag: String?, _ name: String, _ id: JSONValue) -> JSONValue {
            var entity: JSONObject = ["type": "mention", "mentioned": ["id": id, "name": .string(name)]]
            entity["text"] = tag.map { .string($0) }
            return .object(entity)
        }
        let me = Inbound.bot["id"] ?? .null
        var entities: [JSONValue]
        switch input["entity"]?.stringValue {
        case "without text": entities = [entity(nil, tags[0].name, me)]
        case "twice": entities = [entity(tags[0].tag, tags[0].name, me), entity(tags[0].tag, tags[0].name, me)]
        case "one for each": entities = tags.map { entity($0.tag, $0.name, me) }
        default:
            entities = [entity(tags[0].tag, tags[0].name, me)]
            entities += tags.dropFirst().map { entity($0.tag, $0.name, "29:alice") }
        }
        return Inbound.message(text, ["entities": .array(entities)])
    }

    @Test("B08 Only the bot's own mention is taken out, whatever its name is made of")
    func mentions() async throws {
        for (input, expected) in try inputs("B08-mention-stripping") {
            for end in ["", "\n", "\r\n", "\u{A0}", " \n\n"] {
                let bot = Bot()
                let notes = Notes()
                bot.app.onMessage(.matching(/echo\s+(.*)/.dotMatchesNewlines())) { context, match in
                    notes.add(String(match.1))
                }
                bot.app.onMessage { context in notes.add("not an echo: \(context.text)") }
                var body = try #require(try mentioning(input).objectValue)
                body["text"] = .string((body["text"]?.stringValue ?? "") + end)
                _ = try await bot.post(.object(body))
                #expect(notes.all == [expected.stringValue ?? ""], "\(input)")
            }
        }
    }

    @Test("B08 A name of any characters, before, between and behind words")
    func names() async throws {
        let names = [
            "Bot", "A & B", "x<y", "$1 \\0", "(.*)+[a-z]{2}", "ßẞİı", "👩‍👩‍👧 bot", "a\u{A0}b", "<at>", "&amp;", "'\"`",
            "Bot Bot",
        ]
        for name in names {
            let escaped = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            let tag = "<at>\(escaped)</at>"
            for (text, rest) in [
                ("\(tag) hi", "hi"), ("hi \(tag)", "hi"), ("\(tag)", ""), ("hi \(tag) you", "hi  you"),
            ] {
                let bot = Bot()
                let notes = Notes()
                bot.app.onMessage { notes.add($0.text) }
                let mention: JSONValue = ["type": "mention", "text": .string(tag), "mentioned": Inbound.bot]
                _ = try await bot.post(Inbound.message(text, ["entities": [mention]]))
                #expect(notes.all == [rest], "\(name) in \(text)")
            }
        }
    }

    @Test("B10 Any run of white space between two words is one space")
    func spaces() async throws {
        for (input, expected) in try inputs("B10-nbsp") {
            let text = try #require(input["text"]?.stringValue)
            let handlers = ["whisper delete", "mention me"]
            let bot = Bot()
            let notes = Notes()
            for handler in handlers {
                bot.app.onMessage(.equals(handler)) { _ in notes.add("the handler of `\(handler)`") }
            }
            bot.app.onMessage { _ in notes.add("the handler for everything else") }
            _ = try await bot.post(Inbound.message(text))
            #expect(notes.all == [expected.stringValue ?? ""], "\(text)")
        }
    }

    @Test(
        "B10 White space of every kind",
        arguments: [" ", "\u{A0}", "\u{202F}", "\u{3000}", "\t", "\n", "\r\n", " \u{A0} "])
    func otherSpaces(_ space: String) async throws {
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage(.equals("mention me")) { _ in notes.add("equals") }
        bot.app.onMessage { _ in notes.add("else") }
        _ = try await bot.post(Inbound.message("\(space)mention\(space)me\(space)"))
        #expect(notes.all == ["equals"])
    }

    @Test("B11 The same activity is answered once, and the same id elsewhere again")
    func duplicates() async throws {
        let json = try cases.json("B11-duplicates.json")
        #expect(json["input"]?.arrayValue?.count == 2)
        let bot = Bot()
        let notes = Notes()
        let (began, gate) = (Gate(), Gate())
        bot.app.onMessage { context in
            notes.add(context.reference.conversation?.id?.rawValue ?? "")
            if notes.all.count == 1 {
                began.open()
                await gate.wait()
            }
        }
        let body = Inbound.message("hi", in: Inbound.personal)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask { try await bot.post(body).status }
            await began.wait()
            for _ in 0..<2 { group.addTask { try await bot.post(body).status } }
            group.addTask {
                let status = try await bot.post(Inbound.message("hi", in: Inbound.group)).status
                gate.open()
                return status
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == [200, 200, 200, 200])
        #expect(notes.all == ["a:1ines", Inbound.groupChat])
        _ = try await bot.post(body)
        #expect(notes.all.count == 2, "and a while later neither")
    }
}
