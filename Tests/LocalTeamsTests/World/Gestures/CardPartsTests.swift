import JSONKit
import Testing

@testable import LocalTeams

private let adaptive = "application/vnd.microsoft.card.adaptive"
private let connector = "application/vnd.microsoft.teams.card.o365Connector"

private func card(_ body: JSONValue..., actions: JSONValue = []) -> JSONValue {
    ["type": "AdaptiveCard", "version": "1.5", "body": .array(body), "actions": actions]
}

private func submit(_ id: String) -> JSONValue { ["type": "Action.Submit", "id": .string(id)] }

/// Cards, each with the places of the buttons that a person can press.
private let cards: [(name: String, type: String, content: JSONValue, pointers: [String])] = [
    (
        "a fallback that is shown", adaptive,
        card(["type": "Sundial", "items": [submit("in")], "fallback": ["type": "ActionSet", "actions": [submit("a")]]]),
        ["/body/0/fallback/actions/0"]
    ),
    (
        "a fallback that is not shown", adaptive,
        card([
            "type": "ActionSet", "actions": [submit("a")], "fallback": ["type": "ActionSet", "actions": [submit("b")]],
        ]),
        ["/body/0/actions/0"]
    ),
    (
        "an action's fallback", adaptive,
        card(actions: [
            ["type": "Action.Dance", "id": "a", "fallback": submit("b")],
            ["type": "Action.Execute", "id": "c", "fallback": submit("d")],
            ["type": "Action.Dance", "id": "e", "fallback": "drop"],
        ]), ["/actions/0/fallback", "/actions/1"]
    ),
    (
        "a fallback inside a fallback", adaptive,
        card(actions: [
            ["type": "Action.Dance", "fallback": ["type": "Action.Sing", "fallback": submit("a")]]
        ]), ["/actions/0/fallback/fallback"]
    ),
    (
        "what the client does not have", adaptive,
        card(
            ["type": "ActionSet", "requires": ["adaptiveCards": "1.5"], "actions": [submit("a")], "fallback": "drop"],
            ["type": "ActionSet", "requires": ["adaptiveCards": "9.0"], "actions": [submit("b")], "fallback": "drop"],
            ["type": "ActionSet", "requires": ["acme": "1.0"], "actions": [submit("c")], "fallback": submit("d")]),
        ["/body/0/actions/0", "/body/2/fallback"]
    ),
    (
        "a hero card", "application/vnd.microsoft.card.hero",
        [
            "buttons": [["type": "imBack", "title": "a"]], "tap": ["type": "openUrl", "value": "https://b.test"],
            "images": [["url": "x"], ["url": "y", "tap": ["type": "imBack", "value": "c"]]],
        ], ["/buttons/0", "/tap", "/images/1/tap"]
    ),
    (
        "a connector card", connector,
        [
            "potentialAction": [
                ["@type": "OpenUri", "name": "Open"],
                [
                    "@type": "ActionCard", "name": "Comment", "inputs": [["@type": "TextInput", "id": "note"]],
                    "actions": [["@type": "HttpPOST", "name": "Send"]],
                ],
            ],
            "sections": [["title": "s"], ["potentialAction": [["@type": "HttpPOST", "name": "Close"]]]],
        ],
        [
            "/potentialAction/0", "/potentialAction/1", "/potentialAction/1/actions/0",
            "/sections/1/potentialAction/0",
        ]
    ),
    ("what is no card", adaptive, [1, ["type": 3, "fallback": ["x"]], nil], []),
]

@Suite struct CardPartsTests {
    @Test("Every button that a person sees can be pressed, and no other", arguments: cards)
    func buttons(_ each: (name: String, type: String, content: JSONValue, pointers: [String])) {
        let parts = CardParts([["contentType": .string(each.type), "content": each.content]])
        #expect(parts.buttons.map(\.pointer.description) == each.pointers)
    }

    private static let templates: [(text: String, isJSON: Bool, filled: String)] = [
        (#"{"note":"{{note.value}}"}"#, true, #"{"note":"say \"hi\""}"#),
        ("note={{note.value}}&n={{n.value}}", false, #"note=say "hi"&n=3"#),
        ("{{nobody.value}}|{{note}}|{{", true, "|{{note}}|{{"),
        ("{{{{n.value}}", true, "{{3"), ("", true, ""),
    ]

    @Test("E76 what was typed stands in the places that name its input", arguments: templates)
    func template(_ each: (text: String, isJSON: Bool, filled: String)) {
        let values: JSONObject = ["note": "say \"hi\"", "n": 3]
        #expect(ConnectorTemplate.fill(each.text, with: values, isJSON: each.isJSON) == each.filled)
    }

    @Test func manyOpeningsCostNoMoreThanTheirText() {
        let text = String(repeating: "{{", count: 100_000)
        #expect(ConnectorTemplate.fill(text, with: [:], isJSON: true) == text)
    }

    @Test("E76 a button of a connector card sends its body, with what was typed into its form")
    func connectorPress() throws {
        var harbor = Harbor()
        let chat = harbor.personal("ines")
        let id = try harbor.show(
            [
                "potentialAction": [
                    [
                        "@type": "OpenUri", "name": "Open",
                        "targets": [["os": "iOS", "uri": "x:y"], ["os": "default", "uri": "https://h.test/"]],
                    ],
                    [
                        "@type": "ActionCard", "name": "Comment",
                        "inputs": [["@type": "TextInput", "id": "note", "isRequired": true, "title": "Note"]],
                        "actions": [
                            ["@type": "HttpPOST", "@id": "send", "name": "Send", "body": #"{"note":"{{note.value}}"}"#]
                        ],
                    ],
                ]
            ], type: connector, in: chat)
        #expect(
            refusal { _ = try harbor.world.press("Send", inputs: [:], on: id, in: chat, as: "ines") }?.status == 400)
        let activity = try harbor.sent {
            _ = try $0.press("Send", inputs: ["note": "a\"b"], on: id, in: chat, as: "ines")
        }
        #expect(activity["name"] == "actionableMessage/executeAction")
        #expect(activity["replyToId"] == .string(id))
        #expect(activity["value"] == ["actionId": "send", "body": #"{"note":"a\"b"}"#])
        #expect(try harbor.world.press("Open", inputs: [:], on: id, in: chat, as: "ines").opens == "https://h.test/")
        #expect(try harbor.world.press("Comment", inputs: [:], on: id, in: chat, as: "ines").nothing != nil)
    }
}
