import JSONKit
import TeamsCards
import Testing

private func block(_ text: String) -> String {
    cardText(JSONValue.object(["type": "TextBlock", "text": .string(text)]).text())
}

private let right = [
    "{{DATE(2026-02-14T06:00:00Z)}}", "{{DATE(2026-02-14T06:00:00Z, SHORT)}}", "{{DATE(2026-02-14T06:00:00Z,LONG)}}",
    "{{DATE(2026-02-14T06:00:00-07:00, COMPACT)}}",
    "on {{DATE(2026-02-14T06:00:00Z)}} at {{TIME(2026-02-14T06:00:00+01:00)}}",
    "{{name}}", "{{ dates (", "DATE(2026)", "{date(1)}", "{{DATEADD(1)}}", "{{DATE(${when}, SHORT)}}",
]

@Test(arguments: right)
func aDateThatClientsReadIsRight(text: String) throws {
    #expect(try found(block(text)).filter { !$0.contains("template.unbound") } == [])
}

private let wrong = [
    "{{DATE(14/02/2026)}}", "{{DATE(2026-02-14)}}", "{{DATE(2026-02-14T06:00:00)}}", "{{DATE(2026-02-14T06:00Z)}}",
    "{{DATE(2026-02-14T06:00:00.000Z)}}", "{{DATE(2026-02-14 06:00:00Z)}}", "{{DATE(2026-02-30T06:00:00Z)}}",
    "{{DATE(2026-02-14T25:00:00Z)}}", "{{DATE(2026-02-14T06:00:00+0100)}}", "{{DATE(2026-02-14T06:00:00Z, short)}}",
    "{{DATE(2026-02-14T06:00:00Z, FULL)}}", "{{DATE(2026-02-14T06:00:00Z,  SHORT)}}",
    "{{DATE(2026-02-14T06:00:00Z , SHORT)}}",
    "{{DATE( 2026-02-14T06:00:00Z)}}", "{{DATE(2026-02-14T06:00:00Z )}}", "{{ DATE(2026-02-14T06:00:00Z)}}",
    "{{DATE (2026-02-14T06:00:00Z)}}", "{{DATE(2026-02-14T06:00:00Z) }}", "{{DATE(2026-02-14T06:00:00Z)}",
    "{{DATE(2026-02-14T06:00:00Z", "{{Date(2026-02-14T06:00:00Z)}}", "{{time(2026-02-14T06:00:00Z)}}",
    "{{TIME(2026-02-14T06:00:00Z, SHORT)}}", "{{TIME(06:00)}}", "{{DATE()}}",
    "{{DATE(2026-02-14T06:00:00Z)}} {{DATE(tomorrow)}}",
]

@Test(arguments: wrong)
func aDateThatClientsShowAsItIsWrittenIsTold(text: String) throws {
    #expect(try found(block(text)) == ["warning text.dateFunction /body/0/text"])
    let facts = JSONValue.object(["type": "FactSet", "facts": [["title": .string(text), "value": .string(text)]]])
    #expect(
        try found(cardText(facts.text())) == [
            "warning text.dateFunction /body/0/facts/0/title", "warning text.dateFunction /body/0/facts/0/value",
        ])
}

@Test(arguments: [
    (#"{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"@"}]}"#, "/body/0/inlines/0/text"),
    (#"{"type":"RichTextBlock","inlines":["@"]}"#, "/body/0/inlines/0"),
    (#"{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"@"}]}"#, "/body/0/actions/0/title"),
    (#"{"type":"Input.Text","id":"a","label":"@"}"#, "/body/0/label"),
    (#"{"type":"Badge","text":"@"}"#, "/body/0/text"),
])
func aDateIsReadInTextBlocksAndFactsOnly(body: String, path: String) throws {
    let date = "{{DATE(2026-02-14T06:00:00Z)}}"
    #expect(try found(cardText(body.replacing("@", with: date))) == ["warning text.dateFunction \(path)"])
    #expect(try found(cardText(body.replacing("@", with: "14 February"))) == [])
}

private let lines: [(text: String, isTold: Bool)] = [
    ("one\ntwo", true), ("one\r\ntwo", true), ("one\rtwo", true), ("one\n\ntwo\nthree", true), ("one\n  two", true),
    ("- a\n- b\n\none\ntwo", true), ("• a\n• b", true), ("one\n2nd", true),
    ("one", false), ("one\n", false), ("\none", false), ("one\n\ntwo", false), ("one\r\n\r\ntwo", false), ("", false),
    ("- a\n- b", false), ("- a\r- b\r", false), ("1. a\n2. b", false), ("* a\n  more of a\n* b", false),
    ("List:\n- a\n- b", false), ("- a\n  - b", false), ("one  \ntwo", false), ("one\n \ntwo", false),
    (#"- a\n- b"#, true), (#"one\ntwo"#, true), (#"one\r\ntwo"#, true), (#"Steps:\none"#, true),
    (#"C:\new\names"#, false), (#"(see C:\notes.txt)"#, false), (#"\\server\name"#, false),
    (#"src\net\win32\x"#, false),
    (#"\d+\n"#, false), (#"a\b"#, false), (#"a\"#, false),
]

@Test(arguments: lines)
func aLineEndThatIsNoneIsTold(text: String, isTold: Bool) throws {
    #expect(try found(block(text)) == (isTold ? ["info text.lineEnd /body/0/text"] : []))
}

@Test func markdownOfAFactIsJudgedAsThatOfATextBlock() throws {
    #expect(
        try found(
            cardText(##"{"type":"FactSet","facts":[{"title":"a","value":"a<br>b"},{"title":"# b","value":"*c*"}]}"##))
            == [
                "warning text.unsupportedMarkdown /body/0/facts/0/value",
                "warning text.unsupportedMarkdown /body/0/facts/1/title",
            ])
    for text in ["a < b", "<at>", "a <3 b", "<bold>", "1 > 0", "#tag", "a | b", "<b", "x</x>"] {
        #expect(try found(block(text)) == [], "\(text)")
    }
}
