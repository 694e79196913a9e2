import JSONKit
import Testing

@testable import LocalTeams

private let bot = Harbor.bot

@Suite struct LedgerTests {
    /// Sends what is too long for Teams.
    private func overflow(
        _ harbor: inout Harbor, to conversation: ConversationID = Harbor.tides, _ more: JSONObject = [:],
        targeted: Bool = false
    ) throws -> Changes {
        var activity = JSONObject.message(String(repeating: "å", count: 80_000))
        for (name, value) in more { activity[name] = value }
        return try harbor.changes { world in
            let refused = refusal { _ = try world.send(activity, to: conversation, targeted: targeted, by: bot) }
            #expect(refused?.status == 413)
        }
    }

    @Test func whatWasRefusedIsToldToThoseWhoWouldHaveSeenIt() throws {
        var harbor = Harbor()
        let shown = try overflow(&harbor).shown(.refused)
        #expect(shown.map(\.to) == [["ines", "bo", "chidi", "mei"]])
        let event = try #require(shown.first).event.json
        #expect(event["type"] == "refused")
        #expect(event["conversation"] == Harbor.tides.json)
        let refused = try #require(event["refusal"]?.objectValue)
        let entry = try #require(harbor.world.ledger().first)
        #expect(refused["status"] == 413)
        #expect(refused["code"] == "MessageSizeTooBig")
        #expect(refused["bot"] == bot.json)
        #expect(refused["seq"] == JSONValue(entry.seq))
        #expect(refused["to"] == nil)
        #expect(entry.code == "MessageSizeTooBig")
    }

    @Test func theReasonStandsInTheEntry() throws {
        var harbor = Harbor()
        let rule = "Rule: 7 sends a second to one conversation."
        let changes = try harbor.changes {
            $0.recordRefusal(
                of: .message("x"), to: Harbor.tides, targeted: false, by: bot, status: 429,
                code: "Throttled", note: rule)
        }
        let entry = try #require(harbor.world.ledger().first)
        #expect((entry.status, entry.code, entry.note) == (429, "Throttled", rule))
        #expect(changes.shown(.refused).first?.event.details["refusal"]?["note"] == .string(rule))
        #expect(try LedgerEntry(json: entry.json) == entry)
    }

    /// However it is spelt.
    private static let flags: [(JSONObject, targeted: Bool)] = [
        (["isTargeted": true], false), (["IsTargeted": true], false), (["istargeted": "yes"], false),
        (JSONObject(), true),
    ]

    /// What was meant for one person is nobody else's business.
    @Test(arguments: flags)
    func aPrivateMessageThatWasRefusedIsToldToItsReaderAlone(flags: JSONObject, targeted: Bool) throws {
        var harbor = Harbor()
        for (id, readers) in [(harbor.account("bo"), ["bo"]), ("29:nobody", [])] as [(String, [Handle])] {
            var recipient: JSONObject = ["id": .string(id)]
            for (name, value) in flags { recipient[name] = value }
            let activity: JSONObject = ["type": "message", "text": "psst", "recipient": .object(recipient)]
            let changes = try harbor.changes {
                $0.recordRefusal(of: activity, to: Harbor.tides, targeted: targeted, by: bot, status: 413)
            }
            #expect(changes.shown.map(\.to) == (readers.isEmpty ? [] : [readers]))
            #expect(harbor.world.ledger().last?.to == readers)
        }
    }

    /// A quote names a message that not everybody may know of.
    @Test func whatItQuotesIsNotTold() throws {
        var harbor = Harbor()
        let secret = try harbor.whisper("psst", to: "bo")
        let text = "<quoted messageId=\"\(secret)\"/> and so on"
        let changes = try harbor.changes {
            $0.recordRefusal(of: .message(text), to: Harbor.tides, targeted: false, by: bot, status: 413)
            _ = try $0.send(.message(text), to: Harbor.tides, by: Harbor.bot)
        }
        for event in changes.shown(.refused) { #expect(event.event.details["refusal"]?["text"] == "and so on") }
        for entry in try harbor.world.ledger(LedgerFilter(person: "ines")) {
            #expect(!entry.json.text().contains(secret))
        }
        #expect(harbor.world.ledger().last?.text.contains(secret) == true)
    }

    @Test func aReplyThatWasRefusedIsInItsThread() throws {
        var harbor = Harbor()
        let post = try harbor.say("a post", in: Harbor.berth)
        let thread: ConversationID = "\(Harbor.berth);messageid=\(post)"
        let replies: [(ConversationID, JSONObject)] = [
            (thread, JSONObject()), (Harbor.berth, ["replyToId": .string(post)]),
        ]
        for (conversation, more) in replies {
            let shown = try overflow(&harbor, to: conversation, more).shown(.refused)
            #expect(shown.map(\.event.conversation) == [thread])
        }
        #expect(try overflow(&harbor, to: Harbor.berth).shown(.refused).map(\.event.conversation) == [Harbor.berth])
    }

    @Test func itsPlaceIsBetweenTheMessagesBeforeAndAfter() throws {
        var harbor = Harbor()
        let before = try harbor.say("before")
        _ = try overflow(&harbor)
        let after = try harbor.say("after")
        let place = try #require(harbor.world.ledger().first { $0.kind == .refused }?.place)
        #expect(before < place && place < after)
    }

    @Test func aFilterLetsThroughWhatWasAskedFor() throws {
        var harbor = Harbor()
        _ = try harbor.say("1")
        _ = try harbor.whisper("2", to: "bo")
        _ = try harbor.say("3", in: harbor.personal("ines"))
        let post = try harbor.say("4", in: Harbor.berth)
        _ = refusal { _ = try harbor.world.send(["text": "5"], to: Harbor.tides, by: bot) }
        _ = try harbor.say("6", in: "\(Harbor.berth);messageid=\(post)")
        let texts = { (filter: LedgerFilter) in try harbor.world.ledger(filter).map(\.text) }
        #expect(try texts(LedgerFilter()) == ["1", "2", "3", "4", "5", "6"])
        #expect(try texts(LedgerFilter(person: "ines")) == ["1", "3", "4", "5", "6"])
        #expect(try texts(LedgerFilter(person: "bo")) == ["1", "2", "4", "5", "6"])
        #expect(try texts(LedgerFilter(person: "jonas")) == ["4", "6"])
        #expect(try texts(LedgerFilter(conversation: Harbor.tides)) == ["1", "2", "5"])
        #expect(try texts(LedgerFilter(person: "ines", conversation: Harbor.tides)) == ["1", "5"])
        #expect(try texts(LedgerFilter(conversation: Harbor.berth)) == ["4", "6"])
        #expect(try texts(LedgerFilter(conversation: "\(Harbor.berth);messageid=\(post)")) == ["4", "6"])
        #expect(try texts(LedgerFilter(kind: .refused)) == ["5"])
        #expect(try texts(LedgerFilter(last: 2)) == ["5", "6"])
        #expect(try texts(LedgerFilter(last: 2, person: "ines", conversation: Harbor.tides)) == ["1", "5"])
        #expect(try texts(LedgerFilter(limit: 2)) == ["1", "2"])
        #expect(try texts(LedgerFilter(limit: 1, last: 2)) == ["5"])
        #expect(try texts(LedgerFilter(after: 4)) == ["5", "6"])
        #expect(refusal { _ = try harbor.world.ledger(LedgerFilter(person: "nobody")) }?.status == 404)
    }
}
