import JSONKit
import Testing

@testable import LocalTeams

private let bot = Harbor.bot

@Test(arguments: [(true, false), (false, true), (true, true)])
func aTargetedMessageReachesOnePersonAlone(query: Bool, flag: Bool) throws {
    var harbor = Harbor()
    var recipient: JSONObject = ["id": .string(harbor.account("bo"))]
    if flag { recipient["isTargeted"] = true }
    let activity: JSONObject = ["type": "message", "text": "psst", "recipient": .object(recipient)]
    var id = ""
    let changes = try harbor.changes { id = try $0.send(activity, to: Harbor.tides, targeted: query, by: bot).id ?? "" }
    #expect(changes.shown.map(\.to) == [["bo"]])
    #expect(changes.shown[0].event.message?["onlyYou"] == true)
    #expect(try harbor.texts(of: Harbor.tides, as: "bo") == ["psst"])
    for other in ["ines", "chidi", "mei"] as [Handle] {
        #expect(try harbor.world.history(of: Harbor.tides, as: other).isEmpty)
        let listed = JSONValue(try harbor.world.conversations(as: other)).text()
        #expect(!listed.contains(id))
    }
    #expect(harbor.world.ledger().map(\.to) == [["bo"]])
}

@Test func theDirectoryIdNamesTheRecipientToo() throws {
    var harbor = Harbor()
    let activity: JSONObject = [
        "type": "message", "text": "psst", "recipient": ["id": "6A1D4C1E-5b0f-4d5e-8c55-0c2d1e4b7f31"],
    ]
    _ = try harbor.world.send(activity, to: Harbor.tides, targeted: true, by: bot)
    #expect(try harbor.texts(of: Harbor.tides, as: "ines") == ["psst"])
}

@Test(arguments: [true, false])
func updateAndDeleteReachThatPersonAlone(query: Bool) throws {
    var harbor = Harbor()
    let id = try harbor.whisper("one", to: "bo", in: Harbor.berth)
    var changes = try harbor.changes {
        _ = try $0.update(id, with: .message("two"), in: Harbor.berth, targeted: query, by: bot)
    }
    #expect(changes.shown.map(\.to) == [["bo"]])
    #expect(changes.shown[0].event.message?["text"] == "two")
    #expect(changes.shown[0].event.message?["onlyYou"] == true)
    // Live Teams was seen to refuse an update without the query: it is said beside the message.
    #expect((changes.shown[0].event.message?["warnings"] == nil) == query)
    changes = try harbor.changes { try $0.delete(id, in: Harbor.berth, targeted: true, by: bot) }
    #expect(changes.shown.map(\.to) == [["bo"]])
    #expect(changes.shown[0].event.kind == .removed)
    #expect(changes.shown[0].event.message?["id"] == .string(id))
    #expect(try harbor.world.history(of: Harbor.berth, as: "bo").isEmpty)
    #expect(harbor.world.ledger().map(\.kind) == [.visible, .edited, .removed])
    #expect(harbor.world.ledger().allSatisfy { $0.to == ["bo"] })
}

@Test func aDeleteWithoutTheQueryLeavesTheMessageThere() throws {
    var harbor = Harbor()
    let id = try harbor.whisper("stays", to: "bo")
    #expect(refusal { try harbor.world.delete(id, in: Harbor.tides, by: bot) }?.status == 400)
    #expect(try harbor.texts(of: Harbor.tides, as: "bo") == ["stays"])
    harbor.world.rules = .lenient
    #expect(try harbor.world.delete(id, in: Harbor.tides, by: bot)?.contains("isTargetedActivity") == true)
    #expect(try harbor.texts(of: Harbor.tides, as: "bo").isEmpty)
}

/// A person's private message to the bot lives a day, as a bot's does.
@Test(arguments: [false, true]) func aPrivateMessageToTheBotGoesAfterADay(isDeletedBefore: Bool) throws {
    var harbor = Harbor()
    let file = SentFile(name: "a.png", contentType: "image/png", base64: "iVBORw0K")
    let id = try harbor.world.post("/secret", to: Harbor.tides, as: "ines", attachments: [file], onlyTo: bot)
    if isDeletedBefore { try harbor.world.delete(id, in: Harbor.tides, as: "ines") }
    var changes = try harbor.changes { try $0.advance(by: .seconds(24 * 3600 - 1)) }
    #expect(changes.shown.map(\.event.kind) == [.clock])
    #expect(try harbor.world.history(of: Harbor.tides, as: "ines").count == 1)
    #expect(harbor.world.files[file.id] != nil)
    changes = try harbor.changes { try $0.advance(by: .seconds(1)) }
    #expect(changes.shown.map(\.event.kind) == [.removed, .clock])
    #expect(changes.shown[0].to == ["ines"])
    #expect(try harbor.world.history(of: Harbor.tides, as: "ines").isEmpty)
    #expect(harbor.world.files[file.id] == nil)
    for targeted in [true, false] {
        #expect(
            refusal { try harbor.world.delete(id, in: Harbor.tides, targeted: targeted, by: bot) } == .activityNotFound)
        #expect(
            refusal {
                _ = try harbor.world.update(id, with: .message("x"), in: Harbor.tides, targeted: targeted, by: bot)
            } == .activityNotFound)
    }
    #expect(refusal { try harbor.world.undelete(id, in: Harbor.tides, as: "ines") }?.status == 404)
    #expect(refusal { try harbor.world.edit(id, text: "x", in: Harbor.tides, as: "ines") }?.status == 404)
}

@Test func aCreatedThreadKeepsItsAudience() throws {
    var harbor = Harbor()
    for query in [true, false] {
        var recipient: JSONObject = ["id": .string(harbor.account("bo"))]
        if !query { recipient["isTargeted"] = true }
        let activity: JSONObject = ["type": "message", "text": "psst", "recipient": .object(recipient)]
        _ = try harbor.world.createConversation(
            [
                "isGroup": true, "channelData": ["channel": ["id": Harbor.berth.json]],
                "activity": .object(activity),
            ],
            targeted: query, by: bot)
    }
    #expect(try harbor.texts(of: Harbor.berth, as: "bo") == ["psst", "psst"])
    #expect(try harbor.texts(of: Harbor.berth, as: "ines").isEmpty)
}

@Test func itGoesAfterADay() throws {
    var harbor = Harbor()
    let id = try harbor.whisper("soon gone", to: "bo")
    let lasting = try harbor.say("stays")
    var changes = try harbor.changes { try $0.advance(by: .seconds(24 * 3600 - 1)) }
    #expect(changes.shown.map(\.event.kind) == [.clock])
    #expect(try harbor.texts(of: Harbor.tides, as: "bo") == ["soon gone", "stays"])
    changes = try harbor.changes { try $0.advance(by: .seconds(1)) }
    #expect(changes.shown.map(\.event.kind) == [.removed, .clock])
    #expect(changes.shown[0].to == ["bo"])
    #expect(changes.shown[0].event.message?["id"] == .string(id))
    #expect(try harbor.texts(of: Harbor.tides, as: "bo") == ["stays"])
    for targeted in [true, false] {
        let update = refusal {
            _ = try harbor.world.update(id, with: .message("x"), in: Harbor.tides, targeted: targeted, by: bot)
        }
        #expect(update == .activityNotFound)
        #expect(
            refusal { try harbor.world.delete(id, in: Harbor.tides, targeted: targeted, by: bot) } == .activityNotFound)
    }
    _ = try harbor.world.update(lasting, with: .message("still"), in: Harbor.tides, by: bot)
}

@Test func timersFireInOrderAtTheirTime() throws {
    var harbor = Harbor()
    _ = try harbor.whisper("first", to: "bo")
    try harbor.world.advance(by: .seconds(3600))
    _ = try harbor.whisper("second", to: "ines", in: Harbor.berth)
    #expect(harbor.world.nextTimer == Harbor.start + .seconds(24 * 3600))
    _ = try harbor.changes { try $0.advance(by: .seconds(10 * 24 * 3600)) }
    let removed = harbor.world.ledger().filter { $0.kind == .removed }
    #expect(removed.map(\.text) == ["first", "second"])
    #expect(removed.map(\.at) == [24, 25].map { Harbor.start + .seconds($0 * 3600) })
    #expect(harbor.world.nextTimer == nil)
}

@Test func theRealClockExpiresToo() throws {
    var harbor = Harbor(mode: .real)
    _ = try harbor.whisper("soon gone", to: "bo")
    let changes = try harbor.changes { $0.tick(Harbor.start + .seconds(24 * 3600)) }
    #expect(changes.shown.map(\.event.kind) == [.removed])
    var virtual = Harbor()
    virtual.world.tick(Harbor.start + .seconds(3600))
    #expect(virtual.world.now == Harbor.start)
}

@Test func whoLeavesSeesNothingMore() throws {
    var harbor = Harbor()
    let id = try harbor.whisper("one", to: "bo")
    try harbor.world.removeMember("bo", as: "ines", chat: Harbor.tides)
    let changes = try harbor.changes {
        _ = try $0.update(id, with: .message("two"), in: Harbor.tides, by: bot)
    }
    #expect(changes.shown.isEmpty)
    #expect(refusal { _ = try harbor.world.history(of: Harbor.tides, as: "bo") }?.status == 403)
}

@Test func nothingPublicGoesBelowAPrivatePost() throws {
    var harbor = Harbor()
    let id = try harbor.whisper("secret", to: "bo", in: Harbor.berth)
    let places: [(ConversationID, replyTo: String?)] = [
        (Harbor.berth, id), ("\(Harbor.berth);messageid=\(id)", nil),
    ]
    for (conversation, replyTo) in places {
        let changes = try harbor.changes { world in
            _ = try world.send(.message("public"), to: conversation, replyTo: replyTo, by: bot)
            _ = try world.send(["type": "typing"], to: conversation, replyTo: replyTo, by: bot)
        }
        #expect(changes.shown.allSatisfy { $0.event.conversation == Harbor.berth })
    }
    // A whisper to the same person does.
    let reply: JSONObject = ["type": "message", "text": "more", "recipient": ["id": .string(harbor.account("bo"))]]
    _ = try harbor.world.send(reply, to: Harbor.berth, replyTo: id, targeted: true, by: bot)
    #expect(try harbor.texts(of: "\(Harbor.berth);messageid=\(id)", as: "bo") == ["secret", "more"])
}

@Test func aPublicQuoteOfAWhisperShowsNothingOfIt() throws {
    var harbor = Harbor()
    let id = try harbor.whisper("secret", to: "bo")
    let quote: JSONObject = [
        "type": "message", "text": .string("<quoted messageId=\"\(id)\"/> as I said"),
        "entities": [["type": "quotedReply", "quotedReply": ["messageId": .string(id), "preview": "secret"]]],
    ]
    let changes = try harbor.changes { _ = try $0.send(quote, to: Harbor.tides, by: bot) }
    let shown = JSONValue.object(try #require(changes.shown.first?.event.json)).text()
    #expect(!shown.contains(id) && !shown.contains("secret"))
    #expect(try harbor.texts(of: Harbor.tides, as: "ines") == ["as I said"])
}
