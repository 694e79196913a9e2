import ExpressionKit
import JSONKit
import TeamsCards
import TestSupport
import Testing

/// A text of any length, made to be costly for who reads it carelessly, whose name in the report is not a page long.
private struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable (Int) -> String

    init(_ name: String, _ make: @escaping @Sendable (Int) -> String) {
        testDescription = name
        self.make = make
    }

    static func repeated(_ part: String, in before: String = "", _ after: String = "") -> Sample {
        Sample("\(before)\(part)…\(after)") { before + String(repeating: part, count: $0) + after }
    }
}

private let sources: [Sample] = [
    .repeated("("), .repeated("["), .repeated("'"), .repeated("`${"), .repeated("a."), .repeated("a + "),
    .repeated("!"),
    .repeated("f(", in: "", ")"), .repeated("a, ", in: "concat(", "a)"), .repeated("\\'", in: "'", "'"),
    .repeated("a: 1, ", in: "{", "}"), .repeated(" "), .repeated("1"), .repeated("é"), .repeated("a =>"),
    .repeated("?."),
]

private let functions: [String] = [
    "length(text)", "toUpper(text)", "titleCase(text)", "sentenceCase(text)", "trim(text)",
    "count(split(text, 'a'))",
    "replace(text, 'ab', 'c')", "replaceIgnoreCase(text, 'AB', 'c')", "indexOf(text, 'zz')",
    "lastIndexOf(text, 'zz')",
    "startsWith(text, text)", "endsWith(text, text)", "contains(text, 'zz')", "substring(text, 5)", "base64(text)",
    "base64ToString(base64(text))", "uriComponent(text)", "uriComponentToString(uriComponent(text))",
    "binary(text)",
    "dataUri(text)", "reverse(text)", "string(text)", "isMatch(text, '(a+)+$x')", "countWord(text)",
    "uriHost(text)", "uriQuery(text)", "formatDateTime(text)", "isDate(text)", "resolve(text)", "int(text)",
    "float(text)",
    "json(text)", "xml(text)", "xPath(text, '/a')", "jPath(text, '$')", "newGuid()", "text == text", "text < text",
    "concat(text, text)", "stringOrValue(text)", "formatDateTime('2026-01-01', text)", "jPath([1], text)",
]

private let cards: [Sample] = [
    .repeated(
        #"{"type":"TextBlock","text":"${a}"},"#, in: #"{"type":"AdaptiveCard","version":"1.5","body":["#, "{}]}"),
    .repeated(#"{"type":"Input.Text","id":"a"},"#, in: #"{"type":"AdaptiveCard","version":"1.5","body":["#, "{}]}"),
    .repeated(
        #"{"type":"Unknown","fallback":"drop"},"#, in: #"{"type":"AdaptiveCard","version":"1.5","body":["#, "{}]}"),
    .repeated(
        #"{"type":"Action.Submit","title":"a","data":{"$when":"${a}"}},"#,
        in: #"{"type":"AdaptiveCard","actions":["#, "{}]}"),
    .repeated("${a} ", in: #"{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":""#, #""}]}"#),
    .repeated("[a](", in: #"{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":""#, #""}]}"#),
    .repeated("<at>", in: #"{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":""#, #""}]}"#),
    .repeated("{{DATE(", in: #"{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":""#, #""}]}"#),
    Sample("members") { count in
        #"{"type":"AdaptiveCard","# + (0..<count).map { "\"m\($0)\":1," }.joined() + #""version":"1.5"}"#
    },
]

@Suite("Long texts")
struct TextGrowthTests {
    @Test("are read as expressions in time that grows with them", arguments: sources)
    fileprivate func expressions(sample: Sample) {
        #expect(growth(upTo: 1 << 13, of: sample.make) { _ = try? AdaptiveExpression($0) } <= linear)
    }

    @Test("are worked on by functions in time that grows with them", arguments: functions)
    func calls(source: String) throws {
        let expression = try AdaptiveExpression(source)
        for part in ["ab ", "<a b=\"", "%C3%A9", "é", "$..[?(@", "2026-", "\\"] {
            let ratio = growth(
                upTo: 1 << 13, of: { JSONValue.object(["text": .string(String(repeating: part, count: $0))]) }
            ) {
                _ = try? expression.evaluate($0)
            }
            #expect(ratio <= linear, "\(part)…")
        }
    }

    @Test("are checked and filled as cards in time that grows with them", arguments: cards)
    fileprivate func whole(sample: Sample) {
        let make = { (count: Int) in (try? JSONValue(parsing: sample.make(count))) ?? .null }
        #expect(growth(upTo: 1 << 13, of: make) { _ = CardValidator.issues(in: $0, for: .bot) } <= linear, "checked")
        let ratio = growth(upTo: 1 << 13, of: make) { json in
            guard let template = try? CardTemplate(json) else { return }
            _ = template.missingNames(in: ["b": 1])
            _ = try? template.expand(["a": "x"])
        }
        #expect(ratio <= linear, "filled")
    }
}
