import JSONKit
import Testing

@testable import LocalTeams

private let execute: JSONValue = [
    "type": "AdaptiveCard", "version": "1.5",
    "actions": [["type": "Action.Execute", "id": "ok", "verb": "approve"]],
    "refresh": ["action": ["type": "Action.Execute", "verb": "refresh"]],
]
private let signInCard: JSONValue = [
    "text": "Sign in", "connectionName": "graph",
    "buttons": [["type": "signin", "title": "Sign in", "value": "https://h.test/in"]],
]

@Suite struct CardAnswerTests {
    private static let answers: [(body: JSONValue, shown: JSONObject)] = [
        (
            ["statusCode": 401, "type": "application/vnd.microsoft.activity.loginRequest", "value": signInCard],
            ["signIn": signInCard]
        ),
        (
            ["statusCode": 401, "type": "application/vnd.microsoft.activity.loginRequest"],
            ["error": "The answer asks for a sign-in, and has no OAuth card."]
        ),
        (
            ["statusCode": 401, "type": "application/vnd.microsoft.error.incorrectAuthCode", "value": nil],
            ["error": "The bot did not take the sign-in (401)."]
        ),
        (
            [
                "statusCode": 412, "type": "application/vnd.microsoft.error.preconditionFailed",
                "value": ["code": "412", "message": "Consent is missing"],
            ], ["error": "Consent is missing"]
        ),
        (
            ["statusCode": 412, "type": "application/vnd.microsoft.error.preconditionFailed"],
            ["error": "The bot could not use the sign-in (412)."]
        ),
        (
            [
                "statusCode": 400, "type": "application/vnd.microsoft.error",
                "value": ["code": "BadRequest", "message": "No berth"],
            ], ["error": "No berth"]
        ),
        (
            ["statusCode": 500, "type": "application/vnd.microsoft.error", "value": ["message": ""]],
            ["error": "The bot answered 500."]
        ),
        (
            ["statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Done"],
            ["message": "Done"]
        ),
        (
            ["statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": 3],
            [
                "error": "The answer's card is no object."
            ]
        ),
    ]

    @Test("E49 what the bot answers is told to the person who pressed", arguments: answers)
    func answer(_ each: (body: JSONValue, shown: JSONObject)) throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(execute, in: chat)
        let gesture = try harbor.world.press("ok", inputs: [:], on: id, in: chat, as: "ines")
        let told = harbor.world.settle(
            try #require(gesture.asked), BotAnswer(status: 200, body: each.body), dialog: "d")
        #expect(told == each.shown)
        #expect(try harbor.world.history(of: chat, as: "ines").last?["attachments"]?[0]?["content"] == execute)
    }

    @Test("E49 a card that answered one person is theirs alone, also after a restart")
    func kept() throws {
        var harbor = Harbor()
        harbor.world.reset()
        let id = try harbor.show(execute, in: Harbor.tides)
        let gesture = try harbor.world.press("ok", inputs: [:], on: id, in: Harbor.tides, as: "bo")
        let done: JSONValue = ["type": "AdaptiveCard", "version": "1.5", "body": []]
        _ = harbor.world.settle(
            try #require(gesture.asked),
            BotAnswer(
                status: 200,
                body: ["statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": done]),
            dialog: "d")
        var stored: [String: Record] = [:]
        for change in harbor.world.takeChanges().records {
            if case .put(let record) = change { stored["\(record.kind.rawValue) \(record.key)"] = record }
        }
        let again = try World(records: Array(stored.values))
        for (person, card) in [("bo", done), ("ines", execute)] as [(Handle, JSONValue)] {
            let shown = try again.history(of: Harbor.tides, as: person).last?["attachments"]?[0]?["content"]
            #expect(shown == card)
        }
    }

    @Test("E49 a press that is repeated after a sign-in carries its state or its token")
    func repeatedPress() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(execute, in: chat)
        let activity = try harbor.sent {
            _ = try $0.press("ok", inputs: [:], on: id, in: chat, as: "ines", signIn: ["state": "123456"])
        }
        #expect(activity["value"]?["state"] == "123456")
        #expect(activity["value"]?["action"]?["verb"] == "approve")
    }

    @Test("E50 a card refreshes itself three times for a person, and then when it is asked to")
    func refreshes() throws {
        var harbor = Harbor()
        let id = try harbor.show(execute, in: Harbor.tides)
        func refresh(_ person: Handle, manual: Bool = false) throws -> String? {
            let gesture = try harbor.world.refresh(id, in: Harbor.tides, as: person, manual: manual)
            let trigger = harbor.world.takeChanges().deliveries.first?.activity["value"]?["trigger"]?.stringValue
            #expect((gesture.nothing == nil) == (trigger != nil))
            return trigger
        }
        for _ in 0..<3 { #expect(try refresh("bo") == "automatic") }
        #expect(try refresh("bo") == nil)
        #expect(try refresh("bo", manual: true) == "manual")
        #expect(try refresh("ines") == "automatic")
    }

    @Test("E51 a search in a dialog asks the dialog's bot")
    func dialogSearch() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(
            [
                "type": "AdaptiveCard",
                "actions": [["type": "Action.Submit", "id": "d", "data": ["msteams": ["type": "task/fetch"]]]],
            ],
            in: chat)
        let opened = try harbor.world.press("d", inputs: [:], on: id, in: chat, as: "ines")
        let form: JSONValue = [
            "type": "AdaptiveCard",
            "body": [
                ["type": "Input.ChoiceSet", "id": "who", "choices.data": ["type": "Data.Query", "dataset": "people"]],
                ["type": "Input.Text", "id": "note"],
            ],
        ]
        let told = harbor.world.settle(
            try #require(opened.asked),
            BotAnswer(
                status: 200,
                body: [
                    "task": [
                        "type": "continue",
                        "value": ["card": ["contentType": "application/vnd.microsoft.card.adaptive", "content": form]],
                    ]
                ]), dialog: "d")
        #expect(told["dialog"]?["id"] == "d")
        _ = harbor.world.takeChanges()
        let activity = try harbor.sent { _ = try $0.search("who", for: "ro", inputs: [:], in: "d", as: "ines") }
        #expect(activity["name"] == "application/search")
        #expect(activity["value"]?["dataset"] == "people")
        #expect(activity["value"]?["queryText"] == "ro")
        for (input, dialog, person, status) in [
            ("note", "d", "ines", 400), ("nobody", "d", "ines", 404), ("who", "other", "ines", 404),
            ("who", "d", "bo", 403),
        ] {
            let refused = refusal {
                _ = try harbor.world.search(
                    input, for: "", inputs: [:], in: DialogID(rawValue: dialog), as: Handle(rawValue: person))
            }
            #expect(refused?.status == status)
        }
    }
}
