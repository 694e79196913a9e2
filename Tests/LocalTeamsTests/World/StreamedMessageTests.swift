import JSONKit
import Testing

@testable import LocalTeams

private let chunk = "streaming"

/// A piece of a stream, as SDKs write it.
private func piece(
    _ type: String, _ text: String?, number: Int? = nil, id: String? = nil, isEntityAlone: Bool = false
) -> JSONObject {
    let info = JSONObject(present: [
        "type": "streaminfo", "streamType": .string(type), "streamId": id.map(JSONValue.string),
        "streamSequence": number.map { .number(JSONNumber($0)) },
    ])
    var activity = JSONObject(present: [
        "type": type == "final" ? "message" : "typing", "text": text.map(JSONValue.string),
        "id": id.map(JSONValue.string), "entities": [.object(info)],
    ])
    if !isEntityAlone {
        var data = info
        data["type"] = nil
        activity["channelData"] = .object(data)
    }
    return activity
}

@Suite struct StreamedMessageTests {
    private func send(_ harbor: inout Harbor, _ activity: JSONObject) throws -> Sent {
        try harbor.world.send(activity, to: harbor.personal("ines"), by: Harbor.bot)
    }

    /// A stream whose first piece says `text`, a second ago.
    private func begun(_ harbor: inout Harbor, _ text: String = "The tide", _ type: String = chunk) throws -> String {
        let id = try #require(try send(&harbor, piece(type, text, number: 1)).id)
        try harbor.world.advance(by: .seconds(1))
        return id
    }

    private func shown(_ harbor: Harbor) throws -> JSONObject {
        try #require(try harbor.world.history(of: harbor.personal("ines"), as: "ines").last)
    }

    @Test("A stream: 201 with the id, then 202 and {}; the text grows, and the final message ends it")
    func wholeStream() throws {
        var harbor = Harbor()
        let first = try harbor.changes { world in
            let sent = try world.send(
                piece("informative", "Thinking…", number: 1), to: world.personal, by: Harbor.bot)
            #expect(sent.status == 201)
        }
        #expect(first.shown(.message).first?.event.message?["streaming"] == true)
        #expect(first.shown(.message).first?.event.message?["informative"] == true)
        let id = try #require(first.shown(.message).first?.event.message?["id"]?.stringValue)
        for (number, text) in [(2, "The"), (3, "The tide")] {
            let changes = try harbor.changes { world in
                try world.advance(by: .seconds(1))
                let sent = try world.send(
                    piece(chunk, text, number: number, id: id), to: world.personal, by: Harbor.bot)
                #expect(sent.status == 202)
                #expect(sent.json == [:])
            }
            let message = changes.shown(.edited).first?.event.message
            #expect(message?["text"] == .string(text))
            #expect(message?["streaming"] == true)
            #expect(message?["informative"] == nil)
        }
        try harbor.world.advance(by: .seconds(1))
        let card: JSONValue = ["contentType": "application/vnd.microsoft.card.hero", "content": ["title": "x"]]
        var final = piece("final", "The tide turns.", id: id)
        final["attachments"] = [card]
        #expect(try send(&harbor, final).status == 202)
        let message = try shown(harbor)
        #expect(message["id"] == .string(id))
        #expect(message["text"] == "The tide turns.")
        #expect(message["attachments"] == [card])
        for name in ["streaming", "informative", "edited", "stopped", "entities"] { #expect(message[name] == nil) }
        #expect(try harbor.world.history(of: harbor.personal("ines"), as: "ines").count == 1)
        #expect(harbor.world.ledger().map(\.kind) == [.visible, .edited])
    }

    /// What a stream that has begun with "The tide" answers to its next piece.
    private static let refusals: [(piece: JSONObject, status: Int, code: String, words: String)] = [
        (piece(chunk, "A tide", number: 2, id: "?"), 403, "ContentStreamNotAllowed", "contain the previously streamed"),
        (piece(chunk, "", number: 2, id: "?"), 400, "BadRequest", "Start streaming activities should include text"),
        (piece(chunk, nil, number: 2, id: "?"), 400, "BadRequest", "Start streaming activities should include text"),
        (piece("informative", "Thinking…", number: 2, id: "?"), 400, "BadRequest", "before text"),
        (piece("dancing", "The tide turns", number: 2, id: "?"), 400, "BadRequest", "streamType"),
        (piece(chunk, "The tide turns", id: "?"), 400, "BadRequest", "streamSequence"),
        (piece("final", "The tide turns", number: 3, id: "?"), 400, "BadRequest", "streamSequence"),
        (
            piece(chunk, "The tide" + String(repeating: "x", count: 60_000), number: 2, id: "?"), 403,
            "ContentStreamNotAllowed", "Message size too large"
        ),
        (
            piece("final", String(repeating: "x", count: 60_000), id: "?"), 403, "ContentStreamNotAllowed",
            "Message size too large"
        ),
        (piece(chunk, "The tide turns", number: 2, id: "1795161600999"), 404, "ActivityNotFoundInConversation", ""),
    ]

    @Test(arguments: refusals)
    func aPieceThatIsWrongIsRefusedAndChangesNothing(
        piece: JSONObject, status: Int, code: String, words: String
    ) throws {
        var harbor = Harbor()
        let id = try begun(&harbor)
        var activity = piece
        if activity["id"] == "?" {
            activity["id"] = .string(id)
            activity["channelData"] = .object((activity["channelData"]?.objectValue ?? [:]).with("streamId", id))
            activity["entities"] = nil
        }
        let before = try shown(harbor)
        let refusal = refusal { _ = try send(&harbor, activity) }
        #expect(refusal?.status == status)
        #expect(refusal?.code == code)
        #expect(refusal?.message.contains(words) == true, "\(refusal?.message ?? "")")
        #expect(refusal?.note?.isEmpty == false)
        #expect(try shown(harbor) == before)
        // The stream goes on.
        try harbor.world.advance(by: .seconds(1))
        #expect(try send(&harbor, LocalTeamsTests.piece(chunk, "The tide turns", number: 9, id: id)).status == 202)
    }

    private static let beginnings: [(piece: JSONObject, code: String)] = [
        (piece("informative", nil, number: 1), "BadRequest"), (piece(chunk, "", number: 1), "BadRequest"),
        (piece(chunk, "x"), "BadRequest"), (piece(chunk, "x", number: 2), "BadRequest"),
        (piece("final", "x"), "BadRequest"),
        (piece("informative", String(repeating: "x", count: 1_001), number: 1), "BadRequest"),
        (piece(chunk, String(repeating: "x", count: 60_000), number: 1), "ContentStreamNotAllowed"),
    ]

    @Test(arguments: beginnings) func aStreamThatBeginsWrongIsRefused(piece: JSONObject, code: String) throws {
        var harbor = Harbor()
        #expect(refusal { _ = try send(&harbor, piece) }?.code == code)
        #expect(try harbor.world.history(of: harbor.personal("ines"), as: "ines").isEmpty)
    }

    @Test func channelDataOrAnEntityIsEnoughAndLettersCaseDoesNotMatter() throws {
        var harbor = Harbor()
        let id = try #require(
            try send(&harbor, piece("Streaming", "a", number: 1, isEntityAlone: true)).id)
        try harbor.world.advance(by: .seconds(1))
        // The default type is streaming.
        let next: JSONObject = [
            "type": "typing", "text": "ab",
            "entities": [["type": "StreamInfo", "streamId": .string(id), "streamSequence": 2]],
        ]
        #expect(try send(&harbor, next).status == 202)
        try harbor.world.advance(by: .seconds(1))
        let final: JSONObject = [
            "type": "message", "text": "abc", "channelData": ["streamType": "FINAL", "streamId": .string(id)],
        ]
        #expect(try send(&harbor, final).status == 202)
        #expect(try shown(harbor)["text"] == "abc")
    }

    @Test func aPieceOutOfOrderIsAnswered202WithItsCodeAndDropped() throws {
        var harbor = Harbor()
        let id = try begun(&harbor, "a")
        #expect(try send(&harbor, piece(chunk, "abc", number: 3, id: id)).status == 202)
        for number in [2, 3] {
            try harbor.world.advance(by: .seconds(1))
            let late = try send(&harbor, piece(chunk, "ab", number: number, id: id))
            #expect(late.status == 202)
            #expect(late.json["error"]?["code"] == "ContentStreamSequenceOrderPreConditionFailed")
        }
        #expect(try shown(harbor)["text"] == "abc")
    }

    @Test func fasterThanOneASecondIs429AndStreamsOfOthersDoNotCount() throws {
        var harbor = Harbor()
        let id = try #require(try send(&harbor, piece(chunk, "a", number: 1)).id)
        let other = try #require(
            try harbor.world.send(piece(chunk, "b", number: 1), to: harbor.personal("bo"), by: Harbor.bot).id)
        try harbor.world.advance(by: .milliseconds(999))
        let early = refusal { _ = try send(&harbor, piece(chunk, "ab", number: 2, id: id)) }
        #expect(early?.status == 429)
        #expect(early?.message == "API calls quota exceeded")
        #expect(early?.retryAfter == 1)
        try harbor.world.advance(by: .milliseconds(1))
        #expect(try send(&harbor, piece(chunk, "ab", number: 2, id: id)).status == 202)
        let theirs = try harbor.world.send(
            piece(chunk, "bc", number: 2, id: other), to: harbor.personal("bo"), by: Harbor.bot)
        #expect(theirs.status == 202)
        #expect(refusal { _ = try send(&harbor, piece("final", "abc", id: id)) }?.status == 429)
        #expect(harbor.world.limits.refused.map(\.part) == [.perStream])
        harbor.world.choose(.off)
        #expect(try send(&harbor, piece("final", "abc", id: id)).status == 202)
    }

    @Test func afterTheFinalMessageNothingMoreIsTaken() throws {
        var harbor = Harbor()
        let id = try begun(&harbor)
        #expect(try send(&harbor, piece("final", "The tide.", id: id)).status == 202)
        for late in [piece(chunk, "The tide. More", number: 5, id: id), piece("final", "more", id: id)] {
            try harbor.world.advance(by: .seconds(1))
            #expect(
                refusal { _ = try send(&harbor, late) }?.message
                    == "Content stream is not allowed on an already completed streamed message")
        }
        // It is a message like any other now.
        _ = try harbor.world.update(id, with: .message("other"), in: harbor.personal("ines"), by: Harbor.bot)
        #expect(try shown(harbor)["edited"] == true)
        let plain = try harbor.say("plain", in: harbor.personal("ines"))
        #expect(refusal { _ = try send(&harbor, piece(chunk, "plain x", number: 2, id: plain)) }?.status == 403)
    }

    @Test func afterTwoMinutesAStreamIsOverAndCanBeUpdatedInPlace() throws {
        var harbor = Harbor()
        let id = try begun(&harbor)
        try harbor.world.advance(by: .seconds(118))
        #expect(try send(&harbor, piece(chunk, "The tide t", number: 2, id: id)).status == 202)
        #expect(try shown(harbor)["streaming"] == true)
        let changes = try harbor.changes { try $0.advance(by: .seconds(1)) }
        #expect(changes.shown(.edited).first?.event.message?["streaming"] == nil)
        #expect(harbor.world.nextTimer == nil)
        for late in [piece(chunk, "The tide turns", number: 3, id: id), piece("final", "The tide turns", id: id)] {
            #expect(
                refusal { _ = try send(&harbor, late) }?.message
                    == "Content stream finished due to exceeded streaming time.")
        }
        _ = try harbor.world.update(id, with: .message("whole"), in: harbor.personal("ines"), by: Harbor.bot)
        #expect(try shown(harbor)["text"] == "whole")
    }

    @Test func whoReadsItCanStopIt() throws {
        var harbor = Harbor()
        let id = try begun(&harbor)
        let chat = harbor.personal("ines")
        #expect(refusal { try harbor.world.stopStream(id, in: chat, as: "bo") }?.status == 403)
        #expect(refusal { try harbor.world.stopStream("1", in: chat, as: "ines") }?.status == 404)
        let changes = try harbor.changes { try $0.stopStream(id, in: chat, as: "ines") }
        #expect(changes.shown(.edited).first?.to == ["ines"])
        #expect(changes.deliveries.isEmpty)
        #expect(try shown(harbor)["streaming"] == nil)
        #expect(try shown(harbor)["stopped"] == true)
        #expect(refusal { try harbor.world.stopStream(id, in: chat, as: "ines") }?.status == 409)
        for late in [piece(chunk, "The tide turns", number: 2, id: id), piece("final", "The tide turns", id: id)] {
            let refused = refusal { _ = try send(&harbor, late) }
            #expect(refused?.status == 403)
            #expect(refused?.code == "ContentStreamNotAllowed")
            #expect(refused?.message.lowercased().contains("cancel") == true)
        }
        // What was streamed cannot be changed any more.
        #expect(
            refusal { _ = try harbor.world.update(id, with: .message("x"), in: chat, by: Harbor.bot) }?.status == 403)
        #expect(try shown(harbor)["text"] == "The tide")
    }

    @Test func groupsAndChannelsHaveNoStreams() throws {
        for place in [Harbor.tides, Harbor.berth] {
            for first in [piece("informative", "Thinking…", number: 1), piece(chunk, "a", number: 1)] {
                var harbor = Harbor()
                let refused = refusal { _ = try harbor.world.send(first, to: place, by: Harbor.bot) }
                #expect(refused?.status == 403)
                #expect(refused?.message == "Content stream is not allowed")
                #expect(try harbor.texts(of: place, as: "ines").isEmpty)
            }
        }
    }

    @Test("A lenient service warns, and shows a targeted stream to its reader alone")
    func lenient() throws {
        var harbor = Harbor()
        harbor.world.rules = .lenient
        var first = piece(chunk, "secret", number: 1)
        first["recipient"] = ["id": .string(harbor.account("ines")), "isTargeted": true]
        let id = try #require(try harbor.world.send(first, to: Harbor.tides, targeted: true, by: Harbor.bot).id)
        _ = try harbor.world.send(
            piece(chunk, "not the same", number: 2, id: id), to: Harbor.tides, by: Harbor.bot)
        _ = try harbor.world.send(piece("final", "secret.", id: id), to: Harbor.tides, by: Harbor.bot)
        #expect(try harbor.texts(of: Harbor.tides, as: "bo").isEmpty)
        let shown = try harbor.world.history(of: Harbor.tides, as: "ines")
        #expect(shown.last?["text"] == "secret.")
        #expect(shown.last?["warnings"]?.arrayValue?.isEmpty == false)
    }

    @Test func aStreamGoesOnAfterARestart() throws {
        var harbor = Harbor()
        _ = harbor.world.takeChanges()
        harbor.world.reset()
        var stored = StoredWorld()
        stored.keep(harbor.world.takeChanges())
        let id = try begun(&harbor)
        stored.keep(harbor.world.takeChanges())
        let again = try World(records: Array(stored.records.values))
        #expect(again == harbor.world)
        harbor.world = again
        #expect(try send(&harbor, piece(chunk, "The tide turns", number: 2, id: id)).status == 202)
        try harbor.world.advance(by: .seconds(120))
        #expect(try shown(harbor)["streaming"] == nil)
    }
}

extension World {
    fileprivate var personal: ConversationID { places.personalChat(of: .bot(Harbor.bot, handle: "ines")) ?? "" }
}

extension JSONObject {
    fileprivate func with(_ name: String, _ value: String) -> JSONObject {
        var object = self
        object[name] = .string(value)
        return object
    }
}
