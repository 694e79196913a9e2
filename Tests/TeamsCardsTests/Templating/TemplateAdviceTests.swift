import ExpressionKit
import JSONKit
import TestSupport
import Testing

@testable import TeamsCards

/// Data with names that the grammar of expressions does not have.
private let oddData: JSONValue = [
    "unit price": 5, "größe": "XL", "gr\u{F6}\u{DF}er": 1, "e\u{301}": 2, "og:title": "T", "first-name": "Ada",
    "a": ["größe": 1, "b c": ["d": 2]], "fields": ["System.AreaPath": "P", "x": 1], "lst": [1, 2], "word": "abc",
    "n": 1,
    "yes": "true", "b": true, "items": [["größe": 1]], "o": ["width": 1],
]

/// A template with one mistake, and what its warning must say.
private struct Advised: Sendable, CustomTestStringConvertible {
    let template: JSONValue
    let says: String
    var testDescription: String { template.text() }
    init(_ template: JSONValue, _ says: String) {
        self.template = template
        self.says = says
    }
}

private let advised: [Advised] = [
    Advised("${größe}", "${$data['größe']}"),
    Advised("Size ${größe}!", "${$data['größe']}"),
    Advised("${ größe }", "${$data['größe']}"),
    Advised("${a.größe}", "${a['größe']}"),
    Advised("${items[0].größe}", "${items[0]['größe']}"),
    Advised("${toUpper(größe)}", "$data['größe']"),
    Advised("${n + a.größe}", "['größe'] in place of .größe"),
    Advised("${e\u{301}}", "${$data['e\u{301}']}"),
    Advised("${unit price}", "${$data['unit price']}"),
    Advised("${a.b c.d}", "${a['b c'].d}"),
    Advised("${og:title}", "${$data['og:title']}"),
    Advised("${first-name}", "${$data['first-name']}"),
    Advised("${fields.System.AreaPath}", "${fields['System.AreaPath']}"),
    Advised("${1st place}", "${$data['1st place']}"),
    Advised("${lst.length}", "write count(lst)"),
    Advised("${lst.Count} of them", "write count(lst)"),
    Advised("${word.length}", "write length(word)"),
    Advised("${length(lst)}", "write count(…)"),
    Advised([["$when": "${lst.length > 0}"]], "write count(lst)"),
    Advised([["$when": "${n}"]], "the number 1, not true or false, so the element is dropped: write ${n != 0}"),
    Advised(
        [["$when": "${word}"]], "the text 'abc', not true or false, so the element is dropped: write ${word != ''}"),
    Advised([["$when": "${yes}"]], "write ${bool(yes)}"),
    Advised([["$when": "${lst}"]], "write ${count(lst) > 0}"),
    Advised([["$when": "${o}"]], "write ${exists(o)}"),
    Advised([["$when": "${nope}"]], "the data have no 'nope'; $when is not true, so the element is dropped"),
    Advised([["$when": "${b} "]], "let nothing stand around the ${…}"),
    Advised([["$when": "true"]], "write true without quotes"),
    Advised([["$when": 1]], "write true, false or"),
]

private let unadvised: [JSONValue] = [
    "${$data['größe']} ${$root['unit price']} ${a['größe']} ${items[0]['größe']}", "größe {größe} $größe",
    "${lst[0]} ${count(lst)} ${length(word)} ${exists(lst.length)}", "${fields['System.AreaPath']} ${n - n}",
    [
        ["$when": "${count(lst) > 0}"], ["$when": "${!nope}"], ["$when": "${nope == null}"],
        ["$when": "${exists(nope)}"],
    ],
    [["$when": "${exists(nope) && nope > 1}"], ["$when": "${b}"], ["$when": true], ["$when": false]],
    [["type": "TextBlock", "maxLines": "${n}", "wrap": "${b}", "text": "${n} of ${n}", "size": "x${n}"]],
    [["type": "Column", "width": "${n}px"], ["type": "Input.Text", "value": "${n} ", "id": "a${n}"]],
]

@Suite("Warnings of templates")
struct TemplateAdviceTests {
    @Test("name what to write", arguments: advised)
    fileprivate func advice(row: Advised) throws {
        let result = try CardTemplate(row.template).expand(oddData)
        #expect(result.warnings.count == 1, "\(result.warnings)")
        let message = try #require(result.warnings.first?.message)
        #expect(message.contains(row.says), "\(message)")
        #expect(throws: TemplateError.self) { try CardTemplate(row.template).expand(oddData, options: .strict) }
    }

    @Test("say nothing where nothing is to be said", arguments: unadvised)
    func noAdvice(template: JSONValue) throws {
        let read = try CardTemplate(template)
        #expect(read.issues.isEmpty)
        #expect(try read.expand(oddData, options: .strict).warnings.isEmpty)
    }

    @Test("know before there are data what arrives as a text where a number belongs")
    func kinds() throws {
        let template = try CardTemplate([
            "type": "AdaptiveCard",
            "body": [
                ["type": "TextBlock", "text": "${n} x", "maxLines": "${n} "],
                ["type": "Input.Number", "id": "a", "value": "${n}${n}"],
                ["type": "Input.Toggle", "id": "b", "isVisible": " ${b}", "title": "t ${n}", "value": "v${n}"],
                ["type": "Custom.${n}", "maxLines": "${n} "], ["maxLines": "${n} "],
            ],
        ])
        #expect(template.issues.map(\.code) == [.kind, .kind, .kind])
        #expect(template.issues.map(\.path) == ["/body/0/maxLines", "/body/1/value", "/body/2/isVisible"])
        #expect(
            template.issues.map(\.message) == [
                "`maxLines` of a TextBlock is to be a whole number, and what stands around ${n} makes it a text: "
                    + "write \"${n}\" alone",
                "`value` of an Input.Number is to be a number, and more than one binding makes it a text: "
                    + "write one alone",
                "`isVisible` of an Input.Toggle is to be true or false, and what stands around ${b} makes it a text: "
                    + "write \"${b}\" alone",
            ])
        #expect(try template.expand(["n": 1, "b": true]).warnings == template.issues)
        #expect(throws: TemplateError.self) { try template.expand(["n": 1, "b": true], options: .strict) }
    }

    @Test("warn of odd and missing names in time that grows with how often they are met")
    func manyWarnings() throws {
        let names = JSONObject((0..<100).map { ("a name with blanks, number \($0)", .number(JSONNumber($0))) })
        let template = try CardTemplate([
            [
                "$data": "${list}", "$when": "${lenght > 1 || true}", "a": "${a nmae}", "b": "${a.length}",
                "c": "${nmae}",
            ]
        ])
        let make = { (count: Int) -> JSONValue in ["list": .array(Array(repeating: .object(names), count: count))] }
        let ratio = growth(from: 64, upTo: 1 << 12, of: make) { _ = try? template.expand($0) }
        #expect(ratio <= linear)
    }
}
