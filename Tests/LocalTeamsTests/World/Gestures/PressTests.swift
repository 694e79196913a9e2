import JSONKit
import Testing

@testable import LocalTeams

extension Harbor {
    /// The bot shows an attachment. The message's id.
    mutating func show(
        _ content: JSONValue, type: String = "application/vnd.microsoft.card.adaptive",
        in conversation: ConversationID, to reader: Handle? = nil, _ more: JSONObject = [:]
    ) throws -> String {
        var activity: JSONObject = [
            "type": "message", "attachments": [["contentType": .string(type), "content": content]],
        ]
        if let reader { activity["recipient"] = ["id": .string(account(reader)), "isTargeted": true] }
        for (name, value) in more { activity[name] = value }
        return try #require(
            try world.send(activity, to: conversation, targeted: reader != nil, by: Self.bot).id)
    }

    /// The one activity that a gesture sends.
    mutating func sent(_ gesture: (inout World) throws -> Void) throws -> JSONValue {
        let deliveries = try changes(gesture).deliveries
        #expect(deliveries.count == 1)
        return .object(deliveries.first?.activity ?? [:])
    }
}

/// A card with one of each.
private let card: JSONValue = [
    "type": "AdaptiveCard", "version": "1.5",
    "body": [
        ["type": "Input.Text", "id": "note", "label": "Note"],
        [
            "type": "Container",
            "items": [["type": "Input.Toggle", "id": "late", "title": "Late"]],
            "selectAction": ["type": "Action.Submit", "data": ["from": "container"]],
        ],
        [
            "type": "ActionSet",
            "actions": [
                ["type": "Action.Execute", "id": "ok", "title": "Approve", "verb": "approve", "data": ["ticket": 81]]
            ],
        ],
    ],
    "actions": [
        ["type": "Action.Submit", "title": "Send", "data": ["ticket": 81]],
        ["type": "Action.Submit", "title": "Same", "data": ["n": 1]],
        ["type": "Action.Submit", "title": "Same", "data": ["n": 2]],
        [
            "type": "Action.Submit", "id": "back",
            "data": [
                "msteams": [
                    "type": "messageBack", "text": "show berth 4", "displayText": "Berth 4", "value": ["berth": 4],
                ]
            ], "associatedInputs": "none",
        ],
        ["type": "Action.Submit", "id": "im", "data": ["msteams": ["type": "imBack", "value": "Action 1"]]],
        [
            "type": "Action.Submit", "id": "task", "data": ["dialog_id": "berth", "msteams": ["type": "task/fetch"]],
            "associatedInputs": "none",
        ],
        [
            "type": "Action.Submit", "id": "in",
            "data": ["msteams": ["type": "signin", "value": "https://harbor.test/in"]],
        ],
        ["type": "Action.Submit", "id": "text", "data": "a text"],
        ["type": "Action.OpenUrl", "title": "Open", "url": "https://harbor.test/"],
        [
            "type": "Action.ShowCard", "title": "More",
            "card": [
                "type": "AdaptiveCard", "body": [["type": "Input.Text", "id": "deep", "value": "d"]],
                "actions": [["type": "Action.Submit", "id": "inner"]],
            ],
        ],
        ["type": "Action.Submit", "id": "off", "title": "Off", "isEnabled": false],
    ],
]

@Suite struct PressTests {
    private static let presses: [(button: String, inputs: JSONObject, expected: JSONValue)] = [
        (
            "Send", ["note": "typed text"],
            ["type": "message", "value": ["ticket": 81, "note": "typed text", "late": "false"]]
        ),
        (
            "/actions/2", ["late": "true"], ["type": "message", "value": ["n": 2, "late": "true"]]
        ),
        (
            "/attachments/0/content/actions/1", [:], ["type": "message", "value": ["n": 1, "late": "false"]]
        ),
        (
            "ok", ["note": "typed text", "late": "true"],
            [
                "type": "invoke", "name": "adaptiveCard/action",
                "value": [
                    "action": [
                        "type": "Action.Execute", "id": "ok", "title": "Approve", "verb": "approve",
                        "data": ["ticket": 81, "note": "typed text", "late": "true"],
                    ], "trigger": "manual",
                ],
            ]
        ),
        ("Approve", [:], ["type": "invoke", "name": "adaptiveCard/action"]),
        ("/body/1/selectAction", [:], ["type": "message", "value": ["from": "container", "late": "false"]]),
        ("inner", [:], ["type": "message", "value": ["late": "false", "deep": "d"]]),
        ("back", ["note": "x"], ["type": "message", "text": "show berth 4", "value": ["berth": 4]]),
        ("im", [:], ["type": "message", "text": "Action 1", "textFormat": "plain"]),
        (
            "task", [:],
            [
                "type": "invoke", "name": "task/fetch",
                "value": [
                    "data": ["dialog_id": "berth", "msteams": ["type": "task/fetch"]], "context": ["theme": "default"],
                ],
            ]
        ),
    ]

    @Test("E7-E9, E49, E52 each button sends its own data, found by id, title or pointer", arguments: presses)
    func buttons(_ press: (button: String, inputs: JSONObject, expected: JSONValue)) throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(card, in: chat)
        let activity = try harbor.sent {
            _ = try $0.press(press.button, inputs: press.inputs, on: id, in: chat, as: "ines")
        }
        #expect(missing(from: activity, in: press.expected) == [])
        #expect(activity["from"]?["id"]?.stringValue == harbor.account("ines"))
        if press.expected["value"]?.objectValue?["berth"] == nil {
            #expect(activity["value"] == press.expected["value"] || press.expected["value"] == nil)
        }
        let hasReply = press.button != "im" && press.button != "task"
        #expect(activity["replyToId"] == (hasReply ? .string(id) : nil))
    }

    @Test func aSubmissionIsAMessageWithAnEventsIdAndNoText() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(card, in: chat)
        let activity = try harbor.sent { _ = try $0.press("Send", inputs: [:], on: id, in: chat, as: "ines") }
        #expect(activity["id"]?.stringValue?.hasPrefix("f:") == true)
        #expect(activity["text"] == nil)
        #expect(activity["attachments"] == nil)
        #expect(activity["channelData"]?["source"] == ["name": "message"])
        #expect(try harbor.texts(of: chat, as: "ines") == [""])
    }

    @Test("E8 the chat shows displayText, and the bot never gets it")
    func messageBack() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(card, in: chat)
        let activity = try harbor.sent { _ = try $0.press("back", inputs: [:], on: id, in: chat, as: "ines") }
        #expect(activity["displayText"] == nil)
        #expect(!activity.text().contains("Berth 4"))
        #expect(try harbor.texts(of: chat, as: "ines") == ["", "Berth 4"])
    }

    @Test("E7 imBack appears as the person's message, and reaches the bot though it is not mentioned")
    func imBack() throws {
        var harbor = Harbor()
        let id = try harbor.show(
            ["buttons": [["type": "imBack", "title": "Red", "value": "red"]]],
            type: "application/vnd.microsoft.card.hero", in: Harbor.tides)
        let activity = try harbor.sent { _ = try $0.press("Red", inputs: [:], on: id, in: Harbor.tides, as: "bo") }
        #expect(activity["text"] == "red")
        #expect(try harbor.texts(of: Harbor.tides, as: "ines").last == "red")
    }

    @Test("A press in a channel names the card's thread", arguments: ["Send", "ok", "task"])
    func channel(_ button: String) throws {
        var harbor = Harbor()
        let id = try harbor.show(card, in: Harbor.berth)
        let activity = try harbor.sent { _ = try $0.press(button, inputs: [:], on: id, in: Harbor.berth, as: "bo") }
        #expect(activity["conversation"]?["id"]?.stringValue == "\(Harbor.berth);messageid=\(id)")
        #expect(activity["channelData"]?["team"]?["id"]?.stringValue == Harbor.port.rawValue)
    }

    @Test(
        "A press on a whisper stays private: for the bot too, and in what it writes", arguments: ["Send", "ok", "back"])
    func whisper(_ button: String) throws {
        var harbor = Harbor()
        let id = try harbor.show(card, in: Harbor.tides, to: "bo")
        let changes = try harbor.changes { _ = try $0.press(button, inputs: [:], on: id, in: Harbor.tides, as: "bo") }
        #expect(changes.deliveries.first?.activity["recipient"]?["isTargeted"] == true)
        #expect(changes.deliveries.first?.readers == .people(["bo"]))
        #expect(changes.shown.allSatisfy { $0.to == ["bo"] })
        #expect(try harbor.texts(of: Harbor.tides, as: "ines").isEmpty)
        #expect(
            refusal { _ = try harbor.world.press(button, inputs: [:], on: id, in: Harbor.tides, as: "ines") }?.status
                == 404)
    }

    private static let refusals: [(button: String, inputs: JSONObject, status: Int, word: String)] = [
        ("nothing", [:], 404, "ok"), ("Same", [:], 409, "/actions/1"), ("off", [:], 409, "disabled"),
        ("/actions/99", [:], 404, "/actions/99"),
    ]

    @Test("A button that cannot be pressed is told, and changes nothing", arguments: refusals)
    func refused(_ press: (button: String, inputs: JSONObject, status: Int, word: String)) throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(card, in: chat)
        let before = harbor.world
        let refused = refusal {
            _ = try harbor.world.press(press.button, inputs: press.inputs, on: id, in: chat, as: "ines")
        }
        #expect(refused?.status == press.status)
        #expect(refused?.message.contains(press.word) == true, "\(refused?.message ?? "")")
        #expect(harbor.world == before)
    }

    @Test(
        "What the client does alone, and a text as data beside inputs, sends nothing",
        arguments: ["in", "Open", "More", "text"])
    func nothing(_ button: String) throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(card, in: chat)
        var gesture = Gesture()
        let changes = try harbor.changes { gesture = try $0.press(button, inputs: [:], on: id, in: chat, as: "ines") }
        #expect(changes.deliveries.isEmpty)
        #expect((gesture.opens != nil) == ["in", "Open"].contains(button))
        #expect((gesture.nothing != nil) == ["More", "text"].contains(button))
    }

    @Test func aRequiredInputMustBeFilled() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(
            [
                "type": "AdaptiveCard",
                "body": [["type": "Input.Text", "id": "note", "isRequired": true, "errorMessage": "Say why"]],
                "actions": [
                    ["type": "Action.Submit", "id": "go"],
                    ["type": "Action.Submit", "id": "skip", "associatedInputs": "none"],
                ],
            ], in: chat)
        for inputs in [[:], ["note": ""]] as [JSONObject] {
            #expect(
                refusal { _ = try harbor.world.press("go", inputs: inputs, on: id, in: chat, as: "ines") }?.message
                    == "Say why")
        }
        let skipped = try harbor.sent { _ = try $0.press("skip", inputs: ["note": "x"], on: id, in: chat, as: "ines") }
        #expect(skipped["value"] == [:])
        let sent = try harbor.sent { _ = try $0.press("go", inputs: ["note": "x"], on: id, in: chat, as: "ines") }
        #expect(sent["value"] == ["note": "x"])
    }

    @Test("E52 an invoke button of a hero card opens a dialog by its value; another is named by it")
    func invokeButtons() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let fetch: JSONValue = ["type": "task/fetch", "data": ["dialog_id": "berth"]]
        let id = try harbor.show(
            [
                "buttons": [
                    ["type": "invoke", "title": "Open", "value": fetch],
                    ["type": "invoke", "title": "Other", "value": ["type": "tab/info", "n": 1]],
                ]
            ], type: "application/vnd.microsoft.card.hero", in: chat)
        let dialog = try harbor.sent { _ = try $0.press("Open", inputs: [:], on: id, in: chat, as: "ines") }
        #expect(dialog["name"] == "task/fetch")
        #expect(dialog["value"]?["data"] == fetch)
        let other = try harbor.sent { _ = try $0.press("Other", inputs: [:], on: id, in: chat, as: "ines") }
        #expect(other["name"] == "tab/info")
        #expect(other["value"]?["n"] == 1)
    }

    @Test("Nested shapes of any kind cost no crash and no press")
    func strangeCards() throws {
        var deep: JSONValue = ["type": "Action.Submit", "id": "deep"]
        for _ in 0..<200 { deep = ["items": [deep]] }
        for content in [deep, 1, "text", ["actions": 5], ["body": [[[["type": 7]]]]], .null] as [JSONValue] {
            var harbor = Harbor()
            let chat = harbor.personal("ines")
            let id = try harbor.show(content, in: chat)
            _ = refusal { _ = try harbor.world.press("deep", inputs: [:], on: id, in: chat, as: "ines") }
            #expect(
                refusal { _ = try harbor.world.press("none", inputs: [:], on: id, in: chat, as: "ines") }?.status == 404
            )
        }
    }

    @Test func nobodyPressesWhatIsNotABots() throws {
        var harbor = Harbor()
        let id = try harbor.world.post("hello", to: Harbor.tides, as: "ines")
        #expect(
            refusal { _ = try harbor.world.press("x", inputs: [:], on: id, in: Harbor.tides, as: "bo") }?.status == 400)
    }
}
