import JSONKit
import Testing

@testable import ExpressionKit

/// `é` as one scalar, and as a letter with a mark; and two texts of equal length that Unicode holds for one.
private let composed = "\u{E9}"
private let decomposed = "e\u{301}"
private let data: JSONValue = [
    "c": .string(composed), "d": .string(decomposed), "both": .object([composed: 1, decomposed: 2]),
    "one": .object([composed: 1]), "marks": .object(["a\u{323}\u{307}": 1]),
    "list": [.string(composed), .string(decomposed), .string(composed)],
    "rows": [.object([composed: 2]), .object([composed: 1])],
    "kelvin": "\u{212A}", "semicolon": "data:a\u{37E}base64,aGk=",
]

private let meanings: [(source: String, value: JSONValue)] = [
    ("c == d", false), ("c == c", true), ("c != d", true), ("c <> d", true), ("[c] == [d]", false),
    ("{a: c} == {a: d}", false),
    ("equals(both, both)", true), ("equals(createArray(c, [d]), createArray(d, [c]))", false), ("kelvin == 'K'", false),
    ("contains(list, d)", true), ("contains([c], d)", false), ("contains(c, d)", false),
    ("contains('x' & d, 'e')", true),
    ("contains(one, d)", false), ("contains(both, d)", true),
    ("unique(list)", [.string(composed), .string(decomposed)]),
    ("count(unique([both, {a: c}, {a: d}, {a: c}]))", 3),
    ("union([c], [d])", [.string(composed), .string(decomposed)]),
    ("intersection([c, d], [d])", [.string(decomposed)]), ("indexOf(list, d)", 1), ("lastIndexOf(list, d)", 1),
    ("lastIndexOf(list, c)", 2), ("indexOf(d & c, c)", 2), ("indexOf(c, d)", -1), ("indexOf('xe', 'e')", 1),
    ("lastIndexOf(c & d, d)", 1), ("replace(c & d, d, 'x')", .string(composed + "x")),
    ("replace(d, 'e', 'o')", "o\u{301}"),
    ("replaceIgnoreCase(c & d, toUpper(d), 'x')", .string(composed + "x")), ("replaceIgnoreCase('É', c, 'x')", "x"),
    ("replaceIgnoreCase(kelvin, 'k', 'x')", "\u{212A}"), ("replaceIgnoreCase('aBBa', 'b', '')", "aa"),
    ("replaceIgnoreCase('ΣΑΣ', 'σ', 's')", "sΑs"), ("replaceIgnoreCase('ıI', 'i', 'x')", "ıx"),
    ("startsWith(d, 'e')", true), ("startsWith(d, c)", false), ("endsWith(d, c)", false),
    ("endsWith('x' & d, d)", true),
    ("split(c & d & c, d)", [.string(composed), .string(composed)]), ("split(d, 'e')", ["", "\u{301}"]),
    ("count(split('a\u{301},b', ','))", 2), ("split('a,\u{301}b', ',')", ["a", "\u{301}b"]), ("c < d", false),
    ("d < c", true),
    ("sortBy(list)", [.string(decomposed), .string(composed), .string(composed)]), ("'\u{FF5E}' < '😀'", false),
    ("'😀' < '\u{FF5E}'", true), ("'a' < 'ab'", true), ("'ab' <= 'a'", false), ("'a😀' < 'a😁'", true),
    ("'é' >= 'z'", true),
    ("sortBy(['\u{FF5E}', '😀', 'a'])", ["a", "😀", "\u{FF5E}"]), ("sortBy(rows, c)[0] == rows[1]", true),
    ("sortBy(rows, d)[0] == rows[0]", true), ("getProperty(both, c)", 1), ("getProperty(both, d)", 2),
    ("getProperty(one, d) == null", true), ("both[d]", 2), ("exists(one[d])", false),
    ("setProperty(one, d, 2) == both", true), ("addProperty(one, d, 2) == both", true),
    ("count(removeProperty(both, d))", 1),
    ("removeProperty(one, d) == one", true), ("merge(one, {x: 1}) == one", false), ("count(merge(one, both))", 2),
    ("foreach(indicesAndValues(both), p, length(p.index))", [1, 2]), ("foreach(both, p, p.value)", [1, 2]),
    ("where(both, p, p.key == d)", .object([decomposed: 2])), ("isMatch(c, d)", false), ("isMatch(d, d)", true),
    ("jPath(both, \"$['\" & d & \"']\")", 2), ("jPath(both, '$.' & c)", 1), ("jPath(both, '.' & d)", [2]),
    ("jPath([{a: c}, {a: d}], \"$[?(@.a == '\" & d & \"')].a\")", .string(decomposed)),
    ("jPath([{a: d}], \".{.a ^= 'e'}.a\")", [.string(decomposed)]),
    ("jPath([{a: d}], \".{.a *= '\" & c & \"'}.a\")", []),
    ("jPath([{a: c}], \".{.a < '\" & d & \"'}.a\")", []), ("length(d)", 2), ("length(c)", 1),
    ("substring(d, 0, 1)", "e"),
    ("substring('😀', 0, 1)", "\u{FFFD}"), ("length('😀')", 2), ("trim(' \u{301} ')", "\u{301}"),
    ("xPath('<a><' & c & '/></a>', 'count(//' & c & ')')", 1), ("dataUriToString(semicolon)", "aGk="),
    ("uriHost('http://a\u{301}:80/b')", "a\u{301}"), ("uriPath('http:/\u{301}/b')", "/\u{301}/b"),
    ("{'\u{E9}': 1, 'e\u{301}': 2} == both", true), ("json('{\"\u{E9}\": 1, \"e\u{301}\": 2}') == both", true),
    ("jsonStringify(both)", "{\"\u{E9}\":1,\"e\u{301}\":2}"), ("concat([c], [d]) == [c, c]", false),
    ("if(c == d, 1, 2)", 2), ("uriComponent(d) == uriComponent(c)", false), ("bool('fals\u{212F}')", true),
]

@Suite("Texts are compared by their bytes")
struct BytesTests {
    @Test("in every function", arguments: meanings)
    func meaning(source: String, value: JSONValue) throws {
        #expect(try AdaptiveExpression(source).evaluate(data).asJSON == value)
    }

    @Test("as names in another case, and as paths that are read")
    func names() throws {
        // Equally long, and one text to Unicode.
        #expect(try AdaptiveExpression("exists(marks['A\u{323}\u{307}'])").evaluate(data) == .json(true))
        let paths = try AdaptiveExpression("a['\u{E9}'] & a['e\u{301}']").references
        #expect(paths.count == 2)
    }

    @Test("a long run of marks takes no more time than another text")
    func marks() throws {
        let marks = "a" + String(repeating: "\u{301}", count: 100_000)
        let source = "count(foreach(range(1, 100000), x, first(t) & last(t)))"
        let error = #expect(throws: ExpressionError.self) {
            try AdaptiveExpression(source).evaluate(["t": .string(marks)])
        }
        #expect(error?.code == .limit)
    }
}
