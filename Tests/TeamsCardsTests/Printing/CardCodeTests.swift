import JSONKit
import Testing

@testable import TeamsCards

/// Elements and actions, each with the line that is printed for it.
private let lines: [(json: JSONValue, code: String)] = [
    (["type": "TextBlock", "text": "Hi", "size": "Large", "wrap": true], #"TextBlock("Hi").size(.large).wrap(true)"#),
    (["type": "TextBlock"], "TextBlock()"),
    (["type": "TextBlock", "text": 3], #"TextBlock().property("text", 3)"#),
    (["type": "TextBlock", "text": "a\\b\n\"c\"\u{202E}"], #"TextBlock("a\\b\n\"c\"\u{202E}")"#),
    (["type": "TextBlock", "text": "x", "size": "vast"], #"TextBlock("x").size(.init(rawValue: "vast"))"#),
    (["type": "TextBlock", "text": "x", "acme": nil], #"TextBlock("x").property("acme", nil)"#),
    (
        ["type": "TextBlock", "text": "x", "targetWidth": "atLeast:narrow"],
        #"TextBlock("x").targetWidth(.atLeastNarrow)"#
    ),
    (["type": "Image", "url": "u", "width": "auto"], #"Image("u").property("width", "auto")"#),
    (["type": "Image", "url": "u", "altText": "a", "width": "40px"], #"Image("u", altText: "a").width(.pixels(40))"#),
    (["type": "Sundial", "hours": 24], #"AdaptiveElement(["type": "Sundial", "hours": 24])"#),
    (["type": "Icon", "name": "A", "fallback": "drop"], #"Icon("A").fallbackDrop()"#),
    (
        ["type": "Icon", "name": "A", "fallback": ["type": "TextBlock", "text": "A"]],
        #"Icon("A").fallback(TextBlock("A"))"#
    ),
    (
        ["type": "Icon", "name": "A", "fallback": ["type": "Sundial"]],
        #"Icon("A").property("fallback", ["type": "Sundial"])"#
    ),
    (
        ["type": "Container", "items": [["type": "TextBlock", "text": "x"]], "style": "emphasis"],
        #"Container { TextBlock("x") }.style(.emphasis)"#
    ),
    (["type": "Container", "items": [], "minHeight": "80px"], #"Container {}.minHeight("80px")"#),
    (["type": "Container", "items": ["x"]], #"Container().property("items", ["x"])"#),
    (
        ["type": "ColumnSet", "columns": [["type": "Column", "width": 2, "items": []]]],
        "ColumnSet { Column(width: .weight(2)) {} }"
    ),
    (["type": "ColumnSet", "columns": [["items": []]]], #"ColumnSet().property("columns", [["items": []]])"#),
    (
        ["type": "FactSet", "facts": [["title": "a", "value": "b", "n": 1]]],
        #"FactSet { Fact("a", "b").property("n", 1) }"#
    ),
    (
        ["type": "RichTextBlock", "inlines": ["a", ["type": "TextRun", "text": "b", "italic": true]]],
        #"""
        RichTextBlock {
            "a"
            TextRun("b").italic(true)
        }
        """#
    ),
    (
        [
            "type": "Input.ChoiceSet", "id": "c", "isMultiSelect": true,
            "choices": [["title": "a", "value": "a"], ["title": "b", "value": "1"]],
        ],
        #"""
        Input.MultiChoiceSet("c") {
            Choice("a")
            Choice("b", value: "1")
        }
        """#
    ),
    (["type": "Input.Date", "id": "d", "value": "2026-11-20"], #"Input.Date("d").property("value", "2026-11-20")"#),
    (["type": "Input.Number", "id": "n", "max": 2.5], #"Input.Number("n").max(2.5)"#),
    (
        ["type": "Chart.Donut", "data": [["legend": "a", "value": 3, "color": "good"]]],
        #"Chart.Donut().data([Chart.Slice("a", 3, color: .good)])"#
    ),
    (
        ["type": "Chart.HorizontalBar.Stacked", "title": "t", "data": []],
        #"Chart.StackedHorizontalBar().title("t").data([])"#
    ),
    (
        ["type": "ActionSet", "actions": [["type": "Action.Submit", "title": "a", "data": ["n": 1]]]],
        #"ActionSet { Action.Submit("a", data: ["n": 1]) }"#
    ),
    (
        ["type": "ActionSet", "actions": [["type": "Action.Submit", "data": "x"]]],
        #"ActionSet { Action.Submit().property("data", "x") }"#
    ),
    (
        [
            "type": "ActionSet",
            "actions": [["type": "Action.ToggleVisibility", "title": "t", "targetElements": ["a"]]],
        ],
        #"ActionSet { Action.ToggleVisibility("t", toggling: ["a"]) }"#
    ),
    (
        [
            "type": "ActionSet",
            "actions": [
                [
                    "type": "Action.ShowCard", "title": "t",
                    "card": ["type": "AdaptiveCard", "body": [["type": "TextBlock", "text": "x"]]],
                ]
            ],
        ], #"ActionSet { Action.ShowCard("t") { TextBlock("x") } }"#
    ),
]

@Suite struct CardCodeTests {
    @Test("What is printed is what one would write", arguments: lines)
    func line(_ each: (json: JSONValue, code: String)) {
        let card: JSONValue = ["type": "AdaptiveCard", "version": "1.4", "body": [each.json, ["type": "TextBlock"]]]
        let expected = each.code.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "        " + $0 }.joined(separator: "\n")
        #expect(
            CardCode.function(for: card, named: "made") == """
                import Teams

                func made() -> AdaptiveCard {
                    AdaptiveCard(version: CardVersion(1, 4)) {
                \(expected)
                        TextBlock()
                    }
                }

                """)
    }

    private static let cards: [(json: JSONValue, code: String)] = [
        (["type": "AdaptiveCard", "version": "1.5", "body": []], "AdaptiveCard {}"),
        (["type": "AdaptiveCard", "body": []], "AdaptiveCard(version: nil) {}"),
        (["type": "AdaptiveCard", "version": "1.x", "body": []], #"AdaptiveCard(version: nil) {}.version("1.x")"#),
        (["type": "AdaptiveCard", "version": "1.2"], #"AdaptiveCard().version("1.2")"#),
        (
            ["type": "AdaptiveCard", "version": "1.5", "body": [], "msteams": ["width": "Full"]],
            "AdaptiveCard {}.fullWidth()"
        ),
        (
            [
                "type": "AdaptiveCard", "version": "1.5", "body": [],
                "refresh": ["action": ["type": "Action.Execute", "title": "r", "verb": "v"], "userIds": ["29:a"]],
            ], #"AdaptiveCard {}.refresh(Action.Execute("r", verb: "v"), userIDs: ["29:a"])"#
        ),
    ]

    @Test("A card has what its JSON has", arguments: cards)
    func card(_ each: (json: JSONValue, code: String)) {
        let code = CardCode.function(for: each.json)
        #expect(code == "import Teams\n\nfunc card() -> AdaptiveCard {\n    \(each.code)\n}\n")
    }

    @Test(
        "What is no card has no code",
        arguments: [[], [:], ["type": "HeroCard"], "x", ["type": "adaptivecard"]] as [JSONValue])
    func noCard(_ json: JSONValue) { #expect(CardCode.function(for: json) == nil) }

    @Test func aDeepCardIsPrinted() {
        var element: JSONValue = ["type": "TextBlock", "text": "x"]
        for _ in 0..<100 { element = ["type": "Container", "items": [element]] }
        let code = CardCode.function(for: ["type": "AdaptiveCard", "version": "1.5", "body": [element]])
        #expect(code?.contains("AdaptiveElement([") == true)
    }
}
