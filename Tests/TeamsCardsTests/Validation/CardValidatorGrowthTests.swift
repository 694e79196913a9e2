import JSONKit
import TeamsCards
import TestSupport
import Testing

/// A card of any size, made to be costly for who looks at it carelessly.
private struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable (Int) -> String

    init(_ name: String, _ make: @escaping @Sendable (Int) -> String) {
        testDescription = name
        self.make = make
    }

    /// A card whose body is so many elements.
    static func body(_ name: String, _ more: String = "", _ element: @escaping @Sendable (Int) -> String) -> Sample {
        Sample(name) { count in cardText((0..<count).map(element).joined(separator: ","), more) }
    }

    /// A card with one text of so many parts.
    static func text(_ part: String, _ last: String = "") -> Sample {
        Sample("a text of \(part)…\(last)") { count in
            let text = JSONValue.string(String(repeating: part, count: count) + last).text()
            return cardText(#"{"type":"TextBlock","text":\#(text)}"#)
        }
    }
}

private let samples: [Sample] = [
    .text("{{DATE("), .text("{{DATE(2026-02-14T06:00:00Z)}} "), .text("{{"), .text("{{ "), .text("\\n"), .text("\\"),
    .text("C:\\n "), .text("a\n"), .text("- a\n"), .text("\n"), .text("<"), .text("</b"), .text("<at>"),
    .text("<at>", "</at>"),
    .text("<at>a</at>"), .text("|-"), .text("# "), .text("1"), .text("${"),
    .body("texts with dates") { _ in #"{"type":"TextBlock","text":"{{DATE(x)}}"}"# },
    .body("elements with one id") { _ in #"{"type":"TextBlock","text":"x","id":"a"}"# },
    .body("elements with an id") { #"{"type":"TextBlock","text":"x","id":"a\#($0)"}"# },
    .body("labels that name nothing") {
        #"{"type":"Input.Text","id":"a\#($0)"},{"type":"TextBlock","text":"x","labelFor":"b\#($0)"}"#
    },
    .body("targets that name nothing") {
        #"{"type":"Input.Text","id":"a\#($0)"},{"type":"ActionSet","actions":[{"type":"Action.ToggleVisibility","targetElements":["b\#($0)"]}]}"#
    },
    .body("ActionSets") { _ in
        #"{"type":"ActionSet","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","body":[{"type":"ActionSet","actions":[{"type":"Action.Submit"}]}]}}]}"#
    },
    .body("charts") { _ in #"{"type":"Chart.Line","data":[{"values":[]}]}"# },
    .body("pictures") { _ in #"{"type":"Image","url":"data:image/png;base64,iVBORw0K"}"# },
    Sample("a large picture") { count in
        cardText(#"{"type":"Image","url":"data:image/png;base64,\#(String(repeating: "AAAA", count: count))"}"#)
    },
    Sample("mentions") { count in
        let texts = (0..<count).map { "<at>\($0)</at>" }.joined()
        let entities = (0..<count).map { #"{"type":"mention","text":"<at>\#($0) </at>","mentioned":{"id":"29:a"}}"# }
        return cardText(
            #"{"type":"TextBlock","text":"\#(texts)"}"#,
            #","msteams":{"entities":[\#(entities.joined(separator: ","))]}"#)
    },
    Sample("choices") { count in
        let choices = (0..<count).map { #"{"title":"x","value":"\#($0)"}"# }.joined(separator: ",")
        let value = (0..<count).map { "b\($0)" }.joined(separator: ",")
        return cardText(
            #"{"type":"Input.ChoiceSet","id":"a","isMultiSelect":true,"choices":[\#(choices)],"value":"\#(value)"}"#)
    },
    Sample("people of a refresh") { count in
        let ids = Array(repeating: #""x""#, count: count).joined(separator: ",")
        return cardText("", #","refresh":{"userIds":[\#(ids)]}"#)
    },
    Sample("cards of a message") { count in
        let card = #"{"contentType":"application/vnd.microsoft.card.adaptive","content":\#(cardText(""))}"#
        return #"{"attachments":[\#(Array(repeating: card, count: count).joined(separator: ","))]}"#
    },
    Sample("attachments of no type") { count in
        let attachment = #"{"contentType":"application/vnd.microsoft.x"}"#
        return #"{"attachments":[\#(Array(repeating: attachment, count: count).joined(separator: ","))]}"#
    },
]

@Test(arguments: samples)
private func aCardIsJudgedInTimeThatGrowsWithIt(sample: Sample) {
    let make = { (count: Int) in (try? JSONValue(parsing: sample.make(count))) ?? .null }
    #expect(growth(upTo: 1 << 13, of: make) { _ = CardValidator.issues(in: $0, for: .bot) } <= linear)
}

@Test(arguments: CardTarget.all.map(\.name))
func theDeepestCardOfEachKindEndsTheWalk(name: String) throws {
    let target = try #require(CardTarget.all.first { $0.name == name })
    for (open, close) in [
        (#"{"type":"ActionSet","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","body":["#, "]}}]}"),
        (#"{"type":"X","fallback":"#, "}"), (#"{"type":"Container","items":["#, "]}"),
        (#"{"type":"ActionSet","actions":[{"type":"Action.Popover","content":"#, "}]}"),
    ] {
        let depth = 240 / (open.count { $0 == "{" || $0 == "[" })
        let inner = #"{"type":"TextBlock","text":"{{DATE(x)}}"}"#
        let body = String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
        let json = try JSONValue(parsing: cardText(body))
        #expect(CardValidator.issues(in: json, for: target).contains { $0.code == "text.dateFunction" })
    }
}

@Test func aDocumentDeeperThanAnyParserTakesIsToldSo() {
    var deep: JSONValue = ["type": "TextBlock", "text": "x"]
    for _ in 0..<1000 { deep = ["type": "Container", "items": [deep]] }
    let card: JSONValue = ["type": "AdaptiveCard", "version": "1.5", "body": [deep]]
    #expect(CardValidator.issues(in: card, for: .bot).map(\.code) == ["json.depth"])
}
