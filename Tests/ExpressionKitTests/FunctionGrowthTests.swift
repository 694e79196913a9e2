import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

/// What walks over a list, a text or an object of n parts.
private let walks = [
    "unique(list)", "unique(texts)", "union(list, texts)", "intersection(texts, texts)", "indexOf(texts, 'none')",
    "lastIndexOf(list, -1)", "contains(texts, 'none')", "flatten([list, texts])", "join(list, ',')", "reverse(texts)",
    "sum(list)", "max(list)", "indicesAndValues(texts)", "concat(list, texts)", "createArray(list, texts)",
    "skip(list, 3)",
    "jPath(rows, '$[*].a')", "jPath(rows, '.{.a > 3}')", "merge(rows)", "removeProperty(object, 'n1')", "xml(object)",
    "setProperty(object, 'n1', 2)", "jsonStringify(rows)", "string(rows)", "list == list", "texts == texts",
    "replace(text, 'a', 'bc')", "replace(text, 'aab', 'c')", "replaceIgnoreCase(text, 'A', 'bc')", "split(text, 'b')",
    "split(text, '')", "indexOf(text, 'aac')", "lastIndexOf(text, 'aac')", "contains(text, 'aaaac')",
    "substring(text, 3)",
    "length(text)", "trim(text)", "startsWith(text, text)", "endsWith(text, text)", "countWord(text)", "reverse(text)",
    "text == text & ''", "text < text & 'b'", "base64(text)", "base64ToString(base64(text))", "uriComponent(text)",
    "uriComponentToString(uriComponent(text))", "dataUriToString(dataUri(text))", "text + text", "concat(text, text)",
    "take(text, 100000)", "last(text)", "uriPath('http://a/' & text)", "json(string(rows))", "bool(text)",
    "text < 5 || true",
    "int(digits) || true", "sortBy(rows, 'zzz')", "jPath(rows, \"$[?(@.b == 'x')]\")", "stringOrValue(text)",
]

/// What would take far more than its steps say, were they not paid for.
private let dear = [
    "count(foreach(range(1, 900000), x, join(range(1, 1000), big)))",
    "count(foreach(range(1, 900000), x, [bytes, bytes]))",
    "count(foreach(range(1, 900000), x, {a: bytes}))", "count(foreach(range(1, 900000), x, bytes))",
    "count(foreach(range(1, 900000), x, jsonStringify([big])))",
    "count(foreach(range(1, 900000), x, count(unique([big]))))",
    "count(foreach(range(1, 900000), x, first(marks)))", "count(foreach(range(1, 900000), x, big < big))",
    "count(foreach(range(1, 900000), x, count(wide)))", "count(foreach(range(1, 900000), x, big == big & ''))",
    "count(sortBy(range(1, 1000), path))", "count(foreach(range(1, 900000), x, replace(ab, 'a', big)))",
    "count(foreach(range(1, 900000), x, xPath(xml({a: {b: big}}), '//b')))",
    "count(foreach(range(1, 900000), x, binary(big)))",
    "count(foreach(range(1, 900000), x, isMatch(big, '[b-z]+!')))",
    "count(foreach(range(1, 900000), x, setProperty({}, big, 1)))",
    "count(jPath(foreach(range(1, 3000), x, {a: big}), '$[?(@.a == $.a || @.a *= \"bbb\")]'))",
]

@Suite("Functions over much data")
struct FunctionGrowthTests {
    private static let environment = ExpressionEnvironment(
        limits: ExpressionLimits(nodes: 100_000_000, textBytes: 1 << 30, steps: 10_000_000_000))

    private static func scope(_ size: Int) -> ExpressionScope {
        let numbers = (0..<size).map { JSONValue.number(JSONNumber($0)) }
        return ExpressionScope([
            "list": .array(numbers), "texts": .array((0..<size).map { .string("t\($0)") }),
            "rows": .array(numbers.map { ["a": $0, "b": "x"] }),
            "object": .object(JSONObject((0..<size).map { ("n\($0)", numbers[$0]) })),
            "text": .string(String(repeating: "aab ", count: size)),
            "digits": .string(String(repeating: "1", count: size)),
        ])
    }

    @Test("take time in proportion to it", arguments: walks)
    func growth(source: String) throws {
        let expression = try AdaptiveExpression(source)
        expectLinear(source, size: 300, of: Self.scope) { scope in
            _ = try? expression.evaluate(scope, environment: Self.environment)
        }
    }

    @Test("pay for what they do", arguments: dear)
    func limits(source: String) throws {
        let scope = ExpressionScope(
            [
                "big": .string(String(repeating: "a", count: 200_000)),
                "ab": .string(String(repeating: "ab", count: 50)),
                "marks": .string("a" + String(repeating: "\u{301}", count: 100_000)),
                "wide": .string(String(repeating: "é", count: 100_000)),
                "path": .string(String(repeating: "a.", count: 100_000)),
            ], values: ["bytes": .bytes(Array(repeating: 1, count: 200_000))])
        let start = threadTime()
        let error = #expect(throws: ExpressionError.self) { try AdaptiveExpression(source).evaluate(scope) }
        #expect(error?.code == .limit, "\(error?.message ?? "")")
        #expect(
            threadTime() - start < allowed(milliseconds: 10_000),
            "\(source) took \((threadTime() - start) / 1_000_000) ms")
    }
}
