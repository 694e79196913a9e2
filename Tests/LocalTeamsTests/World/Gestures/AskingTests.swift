import JSONKit
import Testing

@testable import LocalTeams

private let execute: JSONValue = [
    "type": "AdaptiveCard", "version": "1.5",
    "actions": [["type": "Action.Execute", "id": "ok", "verb": "approve"]],
]
private let done: JSONValue = [
    "type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": "Done"]],
]

private func answer(_ body: JSONValue?, status: Int = 200) -> BotAnswer { BotAnswer(status: status, body: body) }

@Suite struct AskingTests {
    /// Presses the card's button and lets the bot answer.
    private func press(
        _ harbor: inout Harbor, _ id: String, in conversation: ConversationID, as person: Handle, _ answer: BotAnswer
    ) throws -> JSONObject {
        let gesture = try harbor.world.press("ok", inputs: [:], on: id, in: conversation, as: person)
        _ = harbor.world.takeChanges()
        return harbor.world.settle(try #require(gesture.asked), answer, dialog: "d")
    }

    private func shown(_ harbor: Harbor, _ conversation: ConversationID, to person: Handle) throws -> JSONValue? {
        try harbor.world.history(of: conversation, as: person).last?["attachments"]?[0]?["content"]
    }

    @Test("E49 a card in the answer takes the place of the old one for the person who pressed alone")
    func cards() throws {
        var harbor = Harbor()
        let id = try harbor.show(execute, in: Harbor.tides)
        let body: JSONValue = [
            "statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": done,
        ]
        _ = try press(&harbor, id, in: Harbor.tides, as: "bo", answer(body))
        let events = harbor.world.takeChanges().shown(.edited)
        #expect(events.map(\.to) == [["bo"]])
        #expect(events.first?.event.message?["attachments"]?[0]?["content"] == done)
        #expect(try shown(harbor, Harbor.tides, to: "bo") == done)
        #expect(try shown(harbor, Harbor.tides, to: "ines") == execute)
        // Who sees another card presses that one.
        #expect(
            refusal { _ = try harbor.world.press("ok", inputs: [:], on: id, in: Harbor.tides, as: "bo") }?.status == 404
        )

        // A reaction reaches each with the own card; an update of the bot is for all.
        let reacted = try harbor.changes { try $0.react("like", add: true, to: id, in: Harbor.tides, as: "ines") }
        for (people, event) in reacted.shown(.reactions) {
            #expect(event.message?["attachments"]?[0]?["content"] == (people == ["bo"] ? done : execute))
        }
        _ = try harbor.world.update(
            id,
            with: [
                "type": "message",
                "attachments": [["contentType": "application/vnd.microsoft.card.adaptive", "content": execute]],
            ],
            in: Harbor.tides, by: Harbor.bot)
        #expect(try shown(harbor, Harbor.tides, to: "bo") == execute)
    }

    @Test("E49 a card that replaced another survives a restart")
    func stored() throws {
        var harbor = Harbor()
        let id = try harbor.show(execute, in: Harbor.tides)
        _ = try press(
            &harbor, id, in: Harbor.tides, as: "bo",
            answer(["statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": done]))
        let place = try #require(harbor.world.place(Harbor.tides))
        let message = try #require(harbor.world.message(id, in: place))
        let restored = try Message(json: message.json)
        #expect(restored == message)
        #expect(restored.shown.map(\.person) == ["bo"])
    }

    private static let answers: [(body: JSONValue?, status: Int, expected: JSONObject)] = [
        (
            ["statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Noted."], 200,
            ["message": "Noted."]
        ),
        (
            [
                "statusCode": 400, "type": "application/vnd.microsoft.error",
                "value": ["code": "BadRequest", "message": "No such ticket."],
            ], 200, ["error": "No such ticket."]
        ),
        (
            [
                "statusCode": 500, "type": "application/vnd.microsoft.error",
                "value": ["code": "X", "message": "Broken."],
            ], 200, ["error": "Broken."]
        ),
        (
            [
                "statusCode": 412, "type": "application/vnd.microsoft.error.preconditionFailed",
                "value": ["message": "Again."],
            ], 200, ["error": "Again."]
        ),
        (
            ["statusCode": 401, "type": "application/vnd.microsoft.error.incorrectAuthCode", "value": .null], 200,
            ["error": "The bot did not take the sign-in (401)."]
        ),
        (
            ["statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": 4], 200,
            ["error": "The answer's card is no object."]
        ),
        ("text", 200, [:]), (nil, 200, [:]), (["anything": 1], 500, [:]),
    ]

    @Test("E49 the answers of a card's action", arguments: answers)
    func answered(_ each: (body: JSONValue?, status: Int, expected: JSONObject)) throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(execute, in: chat)
        #expect(try press(&harbor, id, in: chat, as: "ines", answer(each.body, status: each.status)) == each.expected)
        #expect(try shown(harbor, chat, to: "ines") == execute)
    }

    private static let refreshes: [(userIds: JSONValue?, trigger: String?)] = [
        (nil, "automatic"), (["ME"], "automatic"), ([], "manual"), (["29:other"], nil),
    ]

    @Test("E50 a refresh is asked for whom the card names, and by hand for nobody in particular", arguments: refreshes)
    func refresh(_ each: (userIds: JSONValue?, trigger: String?)) throws {
        var harbor = Harbor()
        let me = harbor.account("bo")
        var refresh: JSONObject = ["action": ["type": "Action.Execute", "verb": "refresh", "data": ["ticket": 81]]]
        refresh["userIds"] = each.userIds.map { .array(($0.arrayValue ?? []).map { $0 == "ME" ? .string(me) : $0 }) }
        let id = try harbor.show(["type": "AdaptiveCard", "refresh": .object(refresh)], in: Harbor.tides)
        guard let trigger = each.trigger else {
            #expect(refusal { _ = try harbor.world.refresh(id, in: Harbor.tides, as: "bo") }?.status == 403)
            return
        }
        let activity = try harbor.sent { _ = try $0.refresh(id, in: Harbor.tides, as: "bo") }
        #expect(activity["name"] == "adaptiveCard/action")
        #expect(activity["replyToId"] == .string(id))
        #expect(
            activity["value"] == [
                "action": ["type": "Action.Execute", "verb": "refresh", "data": ["ticket": 81]],
                "trigger": .string(trigger),
            ])
    }

    @Test(
        "E51 a search carries what was typed, and other inputs only when the card wants it", arguments: [true, false])
    func search(_ isAssociated: Bool) throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        var query: JSONObject = ["type": "Data.Query", "dataset": "people"]
        if isAssociated { query["associatedInputs"] = "auto" }
        let id = try harbor.show(
            [
                "type": "AdaptiveCard",
                "body": [["type": "Input.ChoiceSet", "id": "who", "choices.data": .object(query)]],
            ],
            in: chat)
        var gesture = Gesture()
        let activity = try harbor.sent {
            gesture = try $0.search("who", for: "ro", inputs: ["site": "north"], on: id, in: chat, as: "ines")
        }
        var expected: JSONObject = [
            "kind": "search", "queryText": "ro", "queryOptions": ["skip": 0, "top": 15], "dataset": "people",
        ]
        if isAssociated { expected["data"] = ["site": "north"] }
        #expect(activity["value"] == .object(expected))
        #expect(activity["name"] == "application/search")
        let results: JSONValue = .array((0..<20).map { ["title": .string("\($0)"), "value": "v"] })
        let asked = try #require(gesture.asked)
        for body in [["value": ["results": results]], ["status": 200, "body": ["value": ["results": results]]]]
            as [JSONValue]
        {
            #expect(harbor.world.settle(asked, answer(body), dialog: "d")["results"]?.arrayValue?.count == 15)
        }
        #expect(
            refusal { _ = try harbor.world.search("x", for: "", inputs: [:], on: id, in: chat, as: "ines") }?.status
                == 404)
    }

    @Test("E52, E53 a dialog opens, is submitted once, and may be followed by another")
    func dialogs() throws {
        var harbor = Harbor()
        let id = try harbor.show(
            [
                "type": "AdaptiveCard",
                "actions": [["type": "Action.Submit", "id": "open", "data": ["msteams": ["type": "task/fetch"]]]],
            ],
            in: Harbor.berth)
        let opened = try harbor.world.press("open", inputs: [:], on: id, in: Harbor.berth, as: "bo")
        let task: JSONValue = [
            "task": ["type": "continue", "value": ["title": "Berth", "card": ["contentType": "x"]]]
        ]
        let shown = harbor.world.settle(try #require(opened.asked), answer(task), dialog: "d1")
        #expect(shown["dialog"]?["id"] == "d1")
        #expect(shown["dialog"]?["title"] == "Berth")
        #expect(refusal { _ = try harbor.world.submit([:], to: "d1", as: "ines") }?.status == 403)
        #expect(refusal { _ = try harbor.world.submit([:], to: "d2", as: "bo") }?.status == 404)

        var gesture = Gesture()
        let activity = try harbor.sent {
            gesture = try $0.submit(["action": "save", "berth": "4"], to: "d1", as: "bo")
        }
        #expect(activity["name"] == "task/submit")
        #expect(activity["value"] == ["data": ["action": "save", "berth": "4"], "context": ["theme": "default"]])
        #expect(activity["conversation"]?["id"]?.stringValue == "\(Harbor.berth);messageid=\(id)")
        let asked = try #require(gesture.asked)
        // A bot that fails leaves the dialog open.
        #expect(harbor.world.settle(asked, answer(nil, status: 500), dialog: "d2").isEmpty)
        #expect(harbor.world.settle(asked, answer(task), dialog: "d2")["dialog"]?["id"] == "d2")
        #expect(refusal { _ = try harbor.world.submit([:], to: "d1", as: "bo") }?.status == 404)
        let last = try harbor.world.submit([:], to: "d2", as: "bo")
        let words: JSONValue = ["task": ["type": "message", "value": "Saved."]]
        #expect(harbor.world.settle(try #require(last.asked), answer(words), dialog: "d3") == ["message": "Saved."])
    }

    @Test("E54 feedback is sent as the text of a JSON object")
    func feedback() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let plain = try harbor.say("x", in: chat)
        #expect(
            refusal { _ = try harbor.world.giveFeedback("like", text: nil, on: plain, in: chat, as: "ines") }?.status
                == 400)
        for data in [["feedbackLoop": ["type": "default"]], ["feedbackLoopEnabled": true]] as [JSONValue] {
            let id = try #require(
                try harbor.world.send(["type": "message", "text": "x", "channelData": data], to: chat, by: Harbor.bot)
                    .id)
            #expect(try harbor.world.history(of: chat, as: "ines").last?["feedback"] == "default")
            let activity = try harbor.sent { _ = try $0.giveFeedback("like", text: "ok", on: id, in: chat, as: "ines") }
            #expect(activity["name"] == "message/submitAction")
            #expect(activity["replyToId"] == .string(id))
            #expect(
                activity["value"] == [
                    "actionName": "feedback",
                    "actionValue": ["reaction": "like", "feedback": "{\"feedbackText\":\"ok\"}"],
                ])
            #expect(
                refusal { _ = try harbor.world.giveFeedback("heart", text: nil, on: id, in: chat, as: "ines") }?.status
                    == 400)
        }
    }

    @Test("E55 the bot's own form is fetched, and what it says comes as E54")
    func feedbackForm() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try #require(
            try harbor.world.send(
                ["type": "message", "text": "x", "channelData": ["feedbackLoop": ["type": "custom"]]], to: chat,
                by: Harbor.bot
            ).id)
        var gesture = Gesture()
        let fetch = try harbor.sent {
            gesture = try $0.giveFeedback("dislike", text: nil, on: id, in: chat, as: "ines")
        }
        #expect(fetch["name"] == "message/fetchTask")
        #expect(fetch["value"] == ["data": ["actionName": "feedback", "actionValue": ["reaction": "dislike"]]])
        let task: JSONValue = ["task": ["type": "continue", "value": ["card": ["contentType": "x"]]]]
        _ = harbor.world.settle(try #require(gesture.asked), answer(task), dialog: "d")
        let sent = try harbor.sent { _ = try $0.submit(["why": "late"], to: "d", as: "ines") }
        #expect(sent["name"] == "message/submitAction")
        #expect(sent["value"]?["actionValue"] == ["reaction": "dislike", "feedback": "{\"why\":\"late\"}"])
        #expect(sent["replyToId"] == .string(id))
    }
}
