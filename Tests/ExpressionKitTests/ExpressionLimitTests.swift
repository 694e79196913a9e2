import Foundation
import JSONKit
import Testing

@testable import ExpressionKit

private func nested(_ count: Int, _ open: String, _ inner: String, _ close: String) -> String {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
}

/// An expression whose name in the report is not a page long.
private struct Sample: Sendable, CustomTestStringConvertible, ExpressibleByStringLiteral {
    let source: String
    init(stringLiteral source: String) { self.source = source }
    init(_ source: String) { self.source = source }
    var testDescription: String { String(source.prefix(60)) }
}

/// Expressions that would take all memory, all time or all of the stack.
private let greedy: [Sample] =
    ([
        nested(5000, "(", "1", ")"), nested(5000, "[", "", "]"), nested(5000, "!", "true", ""),
        nested(5000, "-", "1", ""),
        nested(2000, "length(", "'a'", ")"), "a" + nested(5000, ".a", "", ""), "a" + nested(5000, "[0]", "", ""),
        nested(3000, "1 * ", "1", ""), nested(3000, "true ? 1 : ", "2", ""), nested(400, "2 ^ ", "2", ""),
        "range(0, 9223372036854775807)", "range(9223372036854775807, 2)", "range(1, 1000000000)",
        "foreach(range(1, 100000), x, range(1, 100000))",
        "count(foreach(range(1, 5000), x, foreach(range(1, 5000), y, x * y)))",
        "foreach([1], a, " + nested(30, "first(foreach([[", "a", ", a]], a, [a, a]))") + ")",
        "length(" + nested(40, "replace(", "'aaaa'", ", 'a', 'aaaaaaaaaaaaaaaa')") + ")",
        "join(foreach(range(1, 100000), x, text), text)",
        "concat(" + Array(repeating: "text", count: 500).joined(separator: ", ") + ")",
        "base64(" + nested(60, "base64(", "text", ")") + ")", "stringOrValue(loop)",
        "isMatch(text, '(a*)*b')", "isMatch(text, '((a+)+)+$x')", "isMatch('a', '((a{1000}){1000}){1000}')",
        "jPath(big, '$..*..*..*..*')", "xPath('<a>' + text + '</a>', '//*//*//*')",
        "sum(foreach(range(1, 900000), x, count(union(range(1, 1000), range(1, 1000)))))",
        "formatDateTime('2018-01-01', text)", "where(range(1, 900000), x, contains(list, x))",
        "setPathToValue(a[1000000000], 1)", "indexOf(text, text)", "foreach(range(1, 999999), x, text)",
    ] as [String]).map(Sample.init(_:))

/// Numbers and places at the edges, where arithmetic traps if one lets it.
private let edges: [String] = [
    "9223372036854775807 * 9223372036854775807", "-9223372036854775807 - 9", "int(1e300)",
    "int('99999999999999999999')",
    "float('1e999')", "9999999999999999999999", "mod(-9223372036854775807 - 1, -1)",
    "div(-9223372036854775807 - 1, -1)",
    "abs(-9223372036854775807 - 1)", "exp(10, 400)", "exp(0, -1)", "sqrt(0 - 1)", "round(1e308, 15)",
    "formatNumber(1.7976931348623157e308, 20)", "formatNumber(9223372036854775807, 0)", "formatNumber(1, 99)",
    "formatNumber(1, -9223372036854775807)", "substring('abc', -1)", "substring('abc', 9223372036854775807)",
    "substring('abc', 1, 9223372036854775807)", "substring('😀', 1)", "take(list, 9223372036854775807)",
    "skip(list, -9223372036854775807)", "subArray(list, -1, 9223372036854775807)", "list[9223372036854775807]",
    "list[-1]", "list[0.5]", "addDays('2018-01-01', 9223372036854775807)", "addDays('9999-12-31', 1)",
    "addToTime('2018-01-01', -9223372036854775807, 'Year')", "addToTime('0001-01-01', -1, 'Month')",
    "subtractFromTime('2018-01-01T00:00:00.000Z', -9223372036854775807 - 1, 'Second')", "formatEpoch(1e300)",
    "formatEpoch(-62135596801)", "formatTicks(-1)", "formatTicks(9223372036854775807)",
    "ticksToDays(9223372036854775807)", "rand(-9223372036854775807, 9223372036854775807)",
    "addOrdinal(9223372036854775807)",
    "addOrdinal(-9223372036854775807 - 1)", "flatten(list, 9223372036854775807)", "flatten(list, -1)",
    "formatDateTime('2018-02-30')", "formatDateTime('2018-01-01T99:99:99')", "formatDateTime('2018-01-01', '\\\\')",
    "formatDateTime('2018-01-01', \"'\")", "isMatch('a', '[')", "isMatch('a', '\\\\')", "isMatch('a', '(?<n')",
    "isMatch('a', 'a{99999999999999999999}')", "isMatch('a', '[z-a]')", "isMatch('a', '\\\\x')", "json('{')",
    "json('\\\\ud800')", "xml({'1': 2})", "xPath('<a>', '/')",
    "xPath('<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>', '/a')",
    "xPath('<a/>', '/a[')", "xPath('<a/>', '/b[')", "xPath('<a/>', '')", "jPath({}, '')", "jPath({}, '$[')",
    "jPath({}, '$[?(@.a ==')", "jPath(list, '$[-9]')", "jPath(list, '$[5:1]')", "uriHost('://')",
    "uriPort('http://a:99999')",
    "uriComponentToString('%')", "uriComponentToString('%ff')", "base64ToString('*')", "dataUriToString('data:')",
    "min(createArray())", "average([])", "split('', '')", "replaceIgnoreCase('İ', 'i', 'x')", "titleCase('')",
    "convertFromUTC('0001-01-01', 'Asia/Tokyo')", "convertFromUTC('9999-12-31T23:00:00Z', 'Asia/Tokyo')",
    "getNextViableDate('XXXX-13-45')", "getNextViableTime('TXX:99:99')", "resolve('T99')", "isDate('XXXX-XX-XX')",
    "string(1.5, 'nowhere')", "formatNumber(1.5, 2, '')", "utcNow('', '💥')", "stringOrValue('${')",
    "stringOrValue('${}')",
]

@Suite("Expressions that ask for too much")
struct ExpressionLimitTests {
    private static let data: JSONValue = [
        "text": .string(String(repeating: "a", count: 50_000)), "loop": "${stringOrValue(loop)}",
        "list": .array((0..<1000).map { .number(JSONNumber($0)) }), "a": [],
        "big": .array((0..<300).map { .object(["n": .number(JSONNumber($0)), "m": [1, 2, 3]]) }),
    ]

    private static let environment = ExpressionEnvironment(
        now: { Date(timeIntervalSince1970: 0) }, random: { 1 },
        limits: ExpressionLimits(nodes: 100_000, textBytes: 1 << 20, steps: 300_000))

    @Test("end with a value or an error", arguments: greedy)
    fileprivate func bounded(sample: Sample) throws {
        do {
            let value = try AdaptiveExpression(sample.source).evaluate(Self.data, environment: Self.environment)
            var size = ValueSize(limits: Self.environment.limits)
            try size.add(value.asJSON)
        } catch let error as ExpressionError {
            #expect(!error.message.isEmpty)
        }
    }

    @Test("do not trap", arguments: edges)
    func arithmetic(source: String) {
        do {
            _ = try AdaptiveExpression(source).evaluate(Self.data, environment: Self.environment)
        } catch {
            #expect(!error.message.isEmpty)
        }
    }

    @Test("may have no limits")
    func unlimited() throws {
        var limits = ExpressionLimits(nodes: .max, depth: .max, textBytes: .max, steps: .max)
        limits.steps = .max
        let environment = ExpressionEnvironment(limits: limits)
        for source in ["count(range(1, 9))", "join([1, 2], ',')", "isMatch('a', 'a')", "xPath('<a/>', 'count(/a)')"] {
            _ = try AdaptiveExpression(source).evaluate([:], environment: environment)
        }
    }

    @Test("know which limit they met")
    func codes() throws {
        for source in [
            "range(1, 200000)", "foreach(range(1, 90000), x, text)", nested(500, "(", "1", ")"), "stringOrValue(loop)",
        ] {
            let error = #expect(throws: ExpressionError.self, "\(source)") {
                try AdaptiveExpression(source).evaluate(Self.data, environment: Self.environment)
            }
            #expect(error?.code == .limit, "\(source): \(error?.message ?? "")")
        }
    }

    @Test("may be long where they are not deep")
    func long() throws {
        let sum = Array(repeating: "1", count: 5000).joined(separator: " + ")
        #expect(try AdaptiveExpression(sum).evaluate([:]) == .json(5000))
        let all = Array(repeating: "true", count: 5000).joined(separator: " && ")
        #expect(try AdaptiveExpression(all).evaluate([:]) == .json(true))
    }
}
