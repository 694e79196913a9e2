import ExpressionKit
import Foundation
import JSONKit
import Testing

@testable import TeamsCards

private let data: JSONValue = [
    "name": "Ada", "age": 28, "ratio": 3.5, "flag": true, "off": false, "nothing": nil, "tags": ["a", "b"],
    "person": ["name": "Grace"], "code": "${name}", "a b": 1, "empty": [], "list": [["n": 1], ["n": 2], ["n": 3]],
]

private struct Row: Sendable, CustomTestStringConvertible {
    let template: JSONValue
    let card: JSONValue
    var warnings: [TemplateIssue.Code] = []
    var testDescription: String { template.text() }
}

/// The rows of the reference's tables of bindings, scopes, repetition and conditions.
private let rows: [Row] = [
    Row(
        template: ["${age}", "${ratio}", "${flag}", "${nothing}", "${tags}", "${person}"],
        card: [28, 3.5, true, nil, ["a", "b"], ["name": "Grace"]]),
    Row(template: "${name} is ${age}, ${ratio}, ${flag}", card: "Ada is 28, 3.5, true"),
    Row(template: "${nope}", card: "${nope}", warnings: [.missing]),
    Row(template: "a ${nope.x} b ${name}", card: "a ${nope.x} b Ada", warnings: [.missing]),
    Row(template: "a ${nothing}", card: "a ${nothing}", warnings: [.null]),
    Row(template: "${tags} ${person}", card: #"["a","b"] {"name":"Grace"}"#),
    Row(template: "\\${name}", card: "${name}"),
    Row(template: ["\\${name}", "a\\${name} \\${"], card: ["${name}", "a${name} ${"]),
    Row(template: ["a": "\\${name}"], card: ["a": "${name}"]),
    Row(template: ["a": [["b": "\\${name}"]]], card: ["a": [["b": "${name}"]]]),
    Row(template: ["\\${name}", "${name}"], card: ["${name}", "Ada"]),
    Row(template: ["\\\\${name}", "${`\\\\${name}`}"], card: ["\\${name}", "\\${name}"]),
    Row(template: "\\$5 \\name \\{x}", card: "\\$5 \\name \\{x}"),
    Row(template: "$5 {name} ${name", card: "$5 {name} ${name"),
    Row(template: "${code}", card: "${name}"),
    Row(template: "${NAME} ${Person.Name}", card: "Ada Grace"),
    Row(template: "${$data['a b']} ${person['name']} ${tags[0]} ${tags[age - 27]}", card: "1 Grace a b"),
    Row(template: "${rs:greeting} ${name}", card: "${rs:greeting} Ada"),
    Row(template: "${rs:greeting}", card: "${rs:greeting}"),
    Row(template: "${name +} ${name}", card: "${name +} Ada", warnings: [.syntax]),
    Row(template: "${nofunction(1)}", card: "${nofunction(1)}", warnings: [.unknownFunction]),
    Row(template: "${1/0}", card: "${1/0}", warnings: [.evaluation]),
    Row(template: "${}", card: "${}", warnings: [.syntax]),
    Row(template: "${tags[9]}", card: "${tags[9]}", warnings: [.evaluation]),
    Row(template: "${`Hello ${name}`}", card: "Hello Ada"),
    Row(template: "${{a: 1}.a}", card: 1),
    Row(template: "${'}'} ${\"{\"}", card: "} {"),
    Row(template: "${1.0 + 2.0}", card: 3),
    Row(template: ["$schema": "x", "$data": ["a": 1], "b": "${a}"], card: ["$schema": "x", "b": 1]),
    Row(template: [["$data": "${list}", "t": "${n}/${$index}"]], card: [["t": "1/0"], ["t": "2/1"], ["t": "3/2"]]),
    Row(template: [["$data": "${list}", "$when": "${n > 1}", "t": "${$index}"]], card: [["t": 1], ["t": 2]]),
    Row(template: [["$data": "${empty}", "t": 1]], card: []),
    Row(template: ["x": ["$data": "${list}", "t": "${n}"]], card: ["x": [["t": 1], ["t": 2], ["t": 3]]]),
    Row(template: ["x": ["$data": [["n": 7]], "t": "${n}"]], card: ["x": ["t": 7]]),
    Row(template: [["$data": ["a": "${name}"], "t": "${a}"]], card: [["t": "Ada"]]),
    Row(
        template: [["$data": "${list}", "t": "${name}", "r": "${$root.name}"]],
        card: [["t": "${name}", "r": "Ada"], ["t": "${name}", "r": "Ada"], ["t": "${name}", "r": "Ada"]],
        warnings: [.missing, .missing, .missing]),
    Row(template: [["$data": "${nope}", "t": "${name}"]], card: [["t": "${name}"]], warnings: [.missing, .missing]),
    Row(template: [["$data": "${nothing}", "t": "x"]], card: [["t": "x"]], warnings: [.data]),
    Row(template: ["a": 1, "b": ["$when": false, "c": 1]], card: ["a": 1]),
    Row(template: ["a": 1, "b": ["$when": true, "c": 1]], card: ["a": 1, "b": ["c": 1]]),
    Row(template: [["$when": "${flag}"], ["$when": "${off}"]], card: [[:]]),
    Row(
        template: [["$when": "x${flag}"], ["$when": "true"], ["$when": 1]], card: [], warnings: [.when, .when, .when]),
    Row(
        template: [["$when": "${age}"], ["$when": "${nope}"], ["$when": "${1/0}"]], card: [],
        warnings: [.when, .missing, .evaluation]),
    Row(
        template: [["$when": "${!nope}", "t": 1], ["$when": "${nope == null}", "t": 2]], card: [["t": 1], ["t": 2]]),
    Row(template: [["$when": "${missing > 3}", "t": 1]], card: [], warnings: [.missing]),
    Row(template: [["$when": "${missing > 3 || flag}", "t": 1]], card: [["t": 1]], warnings: [.missing]),
    Row(template: [["$when": "${length(tags) > 0}", "t": 1]], card: [], warnings: [.evaluation]),
    Row(template: [["$when": "${flag && tags[9] == 'x'}", "t": 1]], card: [], warnings: [.evaluation]),
    Row(
        template: [
            ["$when": "${exists(missing) && missing > 3}"], ["$when": "${nothing > 3}"], ["$when": "${missing}"],
            ["$when": "${!missing && coalesce(missing, off)}"],
        ],
        card: [], warnings: [.missing]),
    Row(template: [["$when": ""], ["$when": " ${flag}"], ["$when": nil]], card: [], warnings: [.when, .when, .when]),
    Row(template: [nil, [1, [2]], "${tags}"], card: [nil, [1, [2]], ["a", "b"]]),
    Row(template: "${$index}", card: "${$index}", warnings: [.missing]),
    Row(template: "${setPathToValue(name, 'X')} ${name}", card: "X Ada"),
    Row(template: ["${name}": "${name}"], card: ["${name}": "Ada"]),
]

@Suite("Templates")
struct CardTemplateTests {
    @Test("expand as the reference says", arguments: rows)
    fileprivate func expand(row: Row) throws {
        let result = try CardTemplate(row.template).expand(data)
        #expect(result.card == row.card, "\(result.card)")
        #expect(result.warnings.map(\.code) == row.warnings, "\(result.warnings)")
    }

    @Test("keep the outer index after a repetition inside")
    func nestedIndex() throws {
        let template = try CardTemplate([
            ["$data": "${rows}", "c": [["$data": "${cells}", "i": "${$index}"]], "i": "${$index}"]
        ])
        let card = try template.expand(["rows": [["cells": [1, 2]], ["cells": [3]]]]).card
        #expect(card == [["c": [["i": 0], ["i": 1]], "i": 0], ["c": [["i": 0]], "i": 1]])
    }

    @Test("in strict mode list every name that the data lack, with its place")
    func strict() throws {
        let template = try CardTemplate([
            "body": [["text": "Hi ${nmae}, ${'a' + order.id}"], ["text": "${if(exists(x), x, coalesce(y, 'none'))}"]],
            "a/b": "${name}", "w": ["$when": "${vip}", "t": 1],
        ])
        let error = try #require(throws: TemplateError.self) { try template.expand(data, options: .strict) }
        #expect(error.issues.map(\.path) == ["/body/0/text", "/body/0/text", "/w/$when"])
        #expect(
            error.issues.map(\.message) == [
                "the data have no 'nmae'; did you mean 'name'?", "the data have no 'order.id'",
                "the data have no 'vip'; $when is not true, so the element is dropped",
            ])
        let complete: JSONValue = ["nmae": "x", "order": ["id": "1"], "vip": true, "name": "y"]
        #expect(try template.expand(complete, options: .strict).card["body"]?[0]?["text"] == "Hi x, a1")
    }

    @Test("report what a sample lacks before anything is sent")
    func missingNames() throws {
        let template = try CardTemplate([
            "body": [
                ["text": "${title}"], ["$when": "${off}", "text": "${hidden}"],
                ["$data": "${list}", "text": "${n} ${m}"], ["text": "${if(flag, deep.a, 'x')} ${exists(q)}"],
                ["text": "${foreach(list, x, x.n + other)}"],
            ]
        ])
        #expect(
            template.missingNames(in: data).map { "\($0.path) \($0.message)" } == [
                "/body/0/text the data have no 'title'", "/body/1/text the data have no 'hidden'",
                "/body/2/text the data have no 'm'", "/body/3/text the data have no 'deep.a'",
                "/body/4/text the data have no 'other'",
            ])
    }

    @Test("know what is wrong whatever the data")
    func issues() throws {
        let template = try CardTemplate(["a": "${1 +}", "b": ["${nope()}", "${fine}"]])
        #expect(template.issues.map(\.code) == [.syntax, .unknownFunction])
        #expect(template.issues.map(\.path) == ["/a", "/b/0"])
        #expect(template.issues[0].message.hasSuffix("${1 +}\n     ^"))
    }

    @Test("bound what a card may become")
    func limits() throws {
        let limits = ExpressionLimits(nodes: 1000, depth: 8, textBytes: 10_000, steps: 100_000)
        let options = ExpansionOptions(environment: ExpressionEnvironment(limits: limits))
        let items: JSONValue = .array((0..<600).map { .number(JSONNumber($0)) })
        let long: JSONValue = .string(String(repeating: "x", count: 4000))
        let deep = (0..<7).reduce(JSONValue.null) { inner, _ in [inner] }
        let greedy: [JSONValue] = [
            [["$data": "${items}", "t": "${$index}"]], ["${items}", "${items}"], "${long}${long}${long}",
            ["${long}", "${long}", "${long}"], [[["${deep}"]]],
            [["$data": "${items}", "x": [["$data": "${$root.items}", "$when": "${false}"]]]],
            ["$data": "${range(1, 100000)}", "t": 1],
        ]
        for template in greedy {
            let error = #expect(throws: TemplateError.self, "\(template)") {
                try CardTemplate(template).expand(["items": items, "long": long, "deep": deep], options: options)
            }
            #expect(error?.issues.first?.code == .limit, "\(template)")
        }
        let abyss = (0..<300).reduce(JSONValue.null) { inner, _ in [inner] }
        #expect(throws: TemplateError.self) { try CardTemplate(abyss) }
    }

    @Test(
        "take time that grows with their length, however broken",
        arguments: [
            "${", "${\\'}", "${'", "${{", "${(}", "`${", "${'}${'", "${a a}", "\\${", "${`${", "${nofunction()}",
        ])
    func hostileTexts(part: String) throws {
        let text = String(repeating: part, count: 1000)
        do {
            _ = try CardTemplate(.string(text)).expand()
        } catch {
            #expect(error.issues.first?.code == .limit)
        }
        do {
            _ = try AdaptiveExpression("`" + text + "`").evaluate([:])
        } catch {
            #expect(!error.message.isEmpty)
        }
    }

    @Test("read the lines of the command, the bad ones too")
    func lines() {
        func expand(_ line: String) -> JSONValue { CardLines.expand(line, options: .compatible) }
        #expect(expand(#"{"template":"${a}","data":{"a":1}}"#) == ["card": 1, "warnings": []])
        #expect(expand(#"{"template":"${$host.a}","host":{"a":2}}"#)["card"] == 2)
        #expect(expand(#"{"template":"${b}"}"#)["warnings"]?[0]?["code"] == "template.missing")
        for line in ["", "{", "[]", "{}", "null", "{\"template\":1", "\u{FEFF}"] {
            #expect(expand(line)["error"] != nil)
        }
        func evaluate(_ line: String) -> JSONValue { CardLines.evaluate(line, environment: ExpressionEnvironment()) }
        #expect(evaluate(#"{"expression":"a + 1","scope":{"a":1}}"#) == ["value": 2])
        #expect(evaluate(#"{"expression":"x"}"#) == ["undefined": true])
        #expect(evaluate(#"{"expression":"utcNow('yyyy')","now":"2020-08-01T00:12:20Z"}"#) == ["value": "2020"])
        #expect(evaluate(#"{"expression":"b","scope":{"b":{"$bytes":[1,2]}}}"#) == ["value": ["$bytes": [1, 2]]])
        for line in ["", "[]", "{}", #"{"expression":1}"#, #"{"expression":"1","now":"x"}"#, #"{"expression":"("}"#] {
            #expect(evaluate(line)["error"] != nil, "\(line)")
        }
    }
}
