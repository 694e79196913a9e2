import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// Which handler a message comes to, and what is told of its changes.
struct MessageRouteTests {
    private static let mention: JSONValue = [
        ["type": "mention", "mentioned": Inbound.bot, "text": "<at>Harbor</at>"]
    ]
    private static let other: JSONValue = [["type": "mention", "mentioned": ["id": "29:bo"], "text": "<at>Bo</at>"]]

    private static func mention(of id: String) -> JSONValue {
        [["type": "mention", "mentioned": ["id": .string(id)], "text": "<at>Harbor</at>"]]
    }

    private static let messages: [(text: String, place: JSONValue, more: JSONObject, handler: String)] = [
        ("<at>Harbor</at> hi", Inbound.group, ["entities": mention], "mention"),
        ("<at>Harbor</at> hi", Inbound.channel("19:b@thread.tacv2"), ["entities": mention], "mention"),
        ("<at>Harbor</at> hi", Inbound.personal, ["entities": mention], "mention"),
        ("hi", Inbound.personal, [:], "message"),
        ("hi", Inbound.group, [:], "message"),
        ("hi", Inbound.channel("19:b@thread.tacv2"), [:], "message"),
        ("<at>Bo</at> hi", Inbound.group, ["entities": other], "message"),
        ("<at>Harbor</at> hi", Inbound.group, ["entities": mention(of: "28:\(Bot.appID.uppercased())")], "mention"),
        ("<at>Harbor</at> hi", Inbound.group, ["entities": mention(of: Bot.appID)], "mention"),
        ("<at>Harbor</at> hi", Inbound.group, ["entities": mention, "recipient": nil], "mention"),
        ("<at>Harbor</at> help", Inbound.group, ["entities": mention], "help"),
        ("help", Inbound.group, [:], "help"),
        ("help", Inbound.group, ["value": ["x": 1]], "help"),
        ("<at>Harbor</at> hi", Inbound.group, ["entities": mention, "value": ["x": 1]], "value"),
        ("", Inbound.personal, ["value": ["x": 1]], "value"),
        ("", Inbound.personal, ["value": 0], "value"),
        ("hi", Inbound.personal, ["value": nil], "message"),
    ]

    @Test(
        "RT-11 A text comes before a value, that before a mention of the bot, and that before any message",
        arguments: messages.indices, [false, true])
    func precedence(_ index: Int, reversed: Bool) async throws {
        let (text, place, more, handler) = Self.messages[index]
        let notes = Notes()
        let bot = Bot()
        var registrations: [() -> Void] = [
            { bot.app.onMessage { _ in notes.add("message") } },
            { bot.app.onMention { context in notes.add(context.isMentioned ? "mention" : "not mentioned") } },
            { bot.app.on(.value) { _, _ in notes.add("value") } },
            { bot.app.on(.message(.equals("help"))) { _ in notes.add("help") } },
            { bot.app.on(.activity) { _ in notes.add("activity") } },
        ]
        if reversed { registrations.reverse() }
        for register in registrations { register() }
        _ = try await bot.post(Inbound.message(text, in: place, more))
        #expect(notes.all == [handler], "\(text) \(more)")
    }

    @Test("RT-9 Captures of an expression are the payload of its route")
    func captures() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.on(.message(.matching(/^berth (\d+)$/))) { _, match in notes.add("berth \(match.1)") }
        _ = try await bot.post(Inbound.message("berth 4"))
        #expect(notes.all == ["berth 4"])
    }

    @Test("Without a handler for mentions, they are messages like any other")
    func mentionsAreMessages() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessage { notes.add("message \($0.isMentioned)") }
        _ = try await bot.post(Inbound.message("<at>Harbor</at> hi", id: "1", ["entities": Self.mention]))
        _ = try await bot.post(Inbound.message("hi", id: "2"))
        #expect(notes.all == ["message true", "message false"])
    }

    @Test("An edit tells the text from before and the text from now on, of messages that the bot has seen")
    func edits() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessageEdited { _, edit in notes.add("\(edit.changed.old ?? "?") -> \(edit.changed.new)") }
        bot.app.on(.messageDeleted) { _, change in notes.add("\(change.changed.old ?? "?") deleted") }
        bot.app.on(.messageUndeleted) { _, change in notes.add("\(change.changed.new) is back") }
        func edit(_ text: String, id: String, _ what: String = "editMessage", type: String = "messageUpdate")
            -> JSONValue
        {
            Inbound.message(
                text, id: id, ["type": .string(type), "channelData": ["eventType": .string(what)]])
        }
        _ = try await bot.post(Inbound.message("one", id: "1"))
        _ = try await bot.post(Inbound.message("elsewhere", id: "1", in: Inbound.personal))
        for body in [
            edit("two", id: "1"), edit("three", id: "1"), edit("new", id: "9"),
            edit("", id: "1", "softDeleteMessage", type: "messageDelete"), edit("three", id: "1", "undeleteMessage"),
        ] { #expect(try await bot.post(body).status == 200) }
        #expect(notes.all == ["one -> two", "two -> three", "? -> new", "three deleted", "three is back"])
    }

    @Test("MSG-1 An edit without a text is told, and does not fail")
    func editWithoutText() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessageEdited { context, edit in notes.add("[\(context.text)] [\(edit.changed.new)]") }
        let body = Inbound.event("messageUpdate", ["id": "1", "channelData": ["eventType": "editMessage"]])
        #expect(try await bot.post(body).status == 200)
        #expect(notes.all == ["[] []"])
    }

    @Test("Texts are remembered only where somebody asks what they were, and only so many")
    func remembersLittle() async throws {
        let bot = Bot()
        bot.app.onMessage { _ in }
        _ = try await bot.post(Inbound.message("one", id: "1"))
        let place = ConversationID(Inbound.groupChat)
        #expect(bot.app.services.recent.text(of: "1", in: place, now: nil) == nil)
        let recent = RecentTurns()
        for number in 0..<200 {
            _ = recent.text(
                of: ActivityID("\(number)"), in: place, now: String(repeating: "x", count: 100_000))
        }
        #expect(recent.text(of: "0", in: place, now: nil) == nil)
        #expect(recent.text(of: "199", in: place, now: nil) != nil)
    }

    @Test("MSG-25 Reactions that were added and taken back in one are told as both")
    func reactions() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.on(.reactionAdded) { _, change in notes.add("added \(change.added.count), \(change.removed.count)") }
        bot.app.on(.reactionRemoved) { _, change in notes.add("removed \(change.removed.count)") }
        for (id, body) in [
            ["reactionsAdded": [["type": "like"]], "reactionsRemoved": [["type": "sad"]]] as JSONObject,
            ["reactionsAdded": [["type": "like"]]], ["reactionsRemoved": [["type": "like"]]],
        ].enumerated() {
            var body = body
            body["id"] = .string("f:\(id)")
            _ = try await bot.post(Inbound.event("messageReaction", body))
        }
        #expect(notes.all == ["added 1, 1", "added 1, 0", "removed 1"])
    }
}
