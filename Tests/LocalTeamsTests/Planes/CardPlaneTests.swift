import JSONKit
import Testing

@testable import LocalTeams

/// Calls that are answered, each with a member of the answer and its value.
private let calls: [(path: String, body: JSONValue, place: String, value: JSONValue)] = [
    (
        "cards/check", ["card": ["type": "AdaptiveCard", "version": "1.5", "speak": "x", "body": []]], "/issues", []
    ),
    (
        "cards/check",
        ["card": ["type": "AdaptiveCard", "version": "1.5", "speak": "x", "body": [["type": "TextBlock"]]]],
        "/issues/0/pointer", "/body/0"
    ),
    (
        "cards/check",
        ["card": ["type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock"]]], "target": "dialog"],
        "/issues/0/severity", "error"
    ),
    (
        "cards/expand", ["template": ["type": "AdaptiveCard", "speak": "${name}"], "data": ["name": "Ines"]],
        "/card/speak", "Ines"
    ),
    (
        "cards/expand",
        ["template": ["text": "${formatNumber(1.5, 1)}"], "data": [:], "locale": "de-DE"], "/card/text", "1,5"
    ),
    ("cards/expand", ["template": ["a": ["${nobody}"]]], "/warnings/0/pointer", "/a/0"),
    (
        "cards/swift", ["card": ["type": "AdaptiveCard", "version": "1.5", "body": []]], "/swift",
        "import Teams\n\nfunc card() -> AdaptiveCard {\n    AdaptiveCard {}\n}\n"
    ),
]

/// Calls that are refused, each with a word of the reason.
private let refusals: [(path: String, body: JSONValue, word: String)] = [
    ("cards/check", [:], "/card is missing"), ("cards/check", ["card": []], "/card"),
    ("cards/check", ["card": [:], "more": 1], "more"),
    ("cards/check", ["card": [:], "target": "moon"], "bot, webhook"),
    ("cards/expand", ["data": [:]], "/template is missing"),
    ("cards/expand", ["template": [:], "locale": ""], "language"),
    ("cards/expand", ["template": [:], "locale": 3], "/locale"),
    ("cards/swift", ["card": ["type": "HeroCard"]], "AdaptiveCard"), ("cards/swift", ["card": "x"], "/card"),
]

@Suite struct CardPlaneTests {
    @Test("What the design tool asks about a card is answered", arguments: calls)
    func answered(_ each: (path: String, body: JSONValue, place: String, value: JSONValue)) async throws {
        try await Wharf.with { wharf in
            let answer = try await wharf.gesture("POST", each.path, each.body)
            #expect(answer.status == 200, "\(answer.text)")
            let pointer = try #require(JSONPointer(each.place))
            #expect(answer.json[pointer] == each.value, "\(answer.text)")
        }
    }

    @Test("A call that is wrong is refused, and told why", arguments: refusals)
    func refused(_ each: (path: String, body: JSONValue, word: String)) async throws {
        try await Wharf.with { wharf in
            let answer = try await wharf.gesture("POST", each.path, each.body)
            #expect(answer.status == 400)
            #expect(answer.json["error"]?["message"]?.stringValue?.contains(each.word) == true, "\(answer.text)")
        }
    }

    @Test("A card as deep as JSON may be is answered") func deep() async throws {
        var element: JSONValue = ["type": "TextBlock", "text": "x"]
        for _ in 0..<100 { element = ["type": "Container", "items": [element]] }
        let card: JSONValue = ["type": "AdaptiveCard", "version": "1.5", "body": [element]]
        try await Wharf.with { wharf in
            for path in ["cards/check", "cards/swift"] {
                let answer = try await wharf.gesture("POST", path, ["card": card])
                #expect(answer.status == 200)
            }
            let answer = try await wharf.gesture("POST", "cards/expand", ["template": card])
            #expect(answer.status == 200)
        }
    }
}
