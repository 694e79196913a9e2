import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

/// Whether a pattern stands in a text, as an expression asks.
private func isMatch(_ text: String, _ pattern: String) throws -> Bool {
    let value = try AdaptiveExpression("isMatch(t, p)").evaluate(["t": .string(text), "p": .string(pattern)])
    return value == .json(true)
}

private let meanings: [(text: String, pattern: String, matches: Bool)] = [
    ("", "", true), ("", "^$", true), ("abc", "", true), ("", "a", false), ("a\n", "a$", true),
    ("a\nb", "(?m)^b$", true),
    ("a\nb", "a.b", false), ("a\nb", "(?s)a.b", true), ("a{1", "a{1", true), ("a]", "a]", true),
    ("aaa", "^a{2,}$", true),
    ("straße", "^\\w+$", false), ("straße", "^\\p{L}+$", true), ("Ω", "(?i)^ω$", true), ("a b", "a\\sb", true),
    ("a\u{A0}b", "a\\sb", true), ("a\u{3000}b", "^a[\\s,]b$", true), ("a\u{A0}b", "a\\Sb", false),
    ("x", "[^\\S]", false),
    ("é", "^\\u00e9$", true), ("😀", "^\\uD83D\\uDE00$", true), ("😀", "^.$", true), ("A", "^\\x41$", true),
    ("A", "^\\x{41}$", true), ("\\s", "^\\Q\\s\\E$", true), ("\\u0041", "^\\\\u0041$", true),
    ("A", "^\\\\u0041$", false),
    ("\u{0B}", "^\\v$", true), ("\n", "^\\v$", false), ("abab", "^(ab)\\1$", true), ("abac", "^(ab)\\1$", false),
    ("foobar", "foo(?=bar)", true), ("foobaz", "foo(?!baz)", false), ("€5", "(?<=€)\\d", true),
    ("$5", "(?<=€)\\d", false),
    ("2024", "(?<year>\\d{4})", true), ("aa", "(?<n>b)|(?<n>a)", true), ("aaab", "a++b", true),
    ("12", "^\\d\\d?+$", true),
    ("é", "^e\u{301}$", false), ("e\u{301}", "^\u{E9}$", false), ("e\u{301}", "^e.$", true),
    ("a(b)", "\\((?#note [)b\\)", true), ("\u{0}b", "\\0b", true), ("a\u{0}b", "^a.b$", true),
]

/// What takes more work than there is, or would without a budget, and a text that shows it.
private let runaway = [
    "(a+)+$", "(a|a)*b", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", "a*[bc]", "a*+[bc]", "(?:(?=a*+)a)*[bc]",
    "(a+)b?\\1[bc]",
    "(a*).*\\1[bc]", "^([a-z]+ ?)*$", ".*a.*a.*a.*a[bc]", "(?=(a*))\\1*[bc]", "(a?){50}a{50}[bc]", "(?<=a{200})[bc]",
    "((a*)*)*[bc]", "(?:a|b|ab|ba)*[cd]", "(?R)?a*[bc]", "(a(?1)?b?)+$", "(\\w+\\s?)+!?$[bc]",
]

/// What no pattern is.
private let unreadable: [(pattern: String, character: Int)] = [
    ("(", 2), ("a)", 2), ("[", 2), ("a\\", 3), ("*", 1), ("a**b(", 3), ("[z-a]", 4), ("\\s(", 4),
    ("\\u0041\\u0042)", 13),
    ("é(", 3), ("(?<n", 5), ("\\C", 3), ("\\p{Nothing}", 12), ("(?<=a*)b", 1), ("\\1", 2),
]

@Suite("Patterns")
struct PatternTests {
    @Test("mean what the published engines and PCRE agree on", arguments: meanings)
    func meaning(text: String, pattern: String, matches: Bool) throws {
        #expect(try isMatch(text, pattern) == matches, "\(pattern) on \(text)")
    }

    @Test("that run away end within 100 ms", arguments: runaway)
    func bounded(pattern: String) throws {
        for end in ["", "!"] {
            let text = String(repeating: "a", count: 100_000) + end
            var least = Int.max
            for _ in 0..<5 where least > 100_000_000 {
                let start = threadTime()
                do { _ = try isMatch(text, pattern) } catch let error as ExpressionError {
                    #expect(error.code == .limit, "\(pattern): \(error.message)")
                    #expect(error.message.contains("too much work"))
                }
                least = min(least, threadTime() - start)
            }
            #expect(least <= allowed(milliseconds: 100), "\(pattern) took \(least / 1_000_000) ms")
        }
    }

    @Test("that run away cannot do so again and again within one expression")
    func budget() throws {
        let data: JSONValue = ["t": .string(String(repeating: "a", count: 20_000) + "!")]
        let expression = try AdaptiveExpression("count(where(range(1, 100000), x, isMatch(t, '^(a+)+$') || true))")
        let start = threadTime()
        let error = #expect(throws: ExpressionError.self) { try expression.evaluate(data) }
        #expect(error?.code == .limit)
        #expect(threadTime() - start < allowed(milliseconds: 1000))
    }

    @Test("that are none say at which character", arguments: unreadable)
    func refusal(pattern: String, character: Int) throws {
        let error = try #require(throws: ExpressionError.self) { try isMatch("a", pattern) }
        #expect(error.code == .value)
        #expect(error.message.contains("at its character \(character):"), "\(pattern): \(error.message)")
    }

    @Test("of a megabyte are refused, and those that grow to one")
    func large() throws {
        for pattern in [
            String(repeating: "a", count: 1 << 20), String(repeating: "(", count: 1 << 20),
            "((a{1000}){1000}){1000}", String(repeating: "(", count: 5000) + String(repeating: ")", count: 5000),
        ] {
            let start = threadTime()
            #expect(throws: ExpressionError.self) { try isMatch("a", pattern) }
            #expect(threadTime() - start < allowed(milliseconds: 100), "\(pattern.prefix(20))")
        }
    }

    @Test(
        "that are read in one way take time in proportion to the text",
        arguments: ["^[a-z]+$", "^(a|b)*$", "x$", "[xyz]!", "^\\p{L}+?$", "(?i)AB"])
    func growth(pattern: String) throws {
        let expression = try AdaptiveExpression("isMatch(t, '\(pattern.replacing("\\", with: "\\\\"))')")
        // A smaller text needs no memory from the system, and a larger one does: that is no growth of the search.
        try expectLinear("a pattern", size: 1000, atMost: 10) {
            ExpressionScope(["t": .string(String(repeating: "a", count: $0))])
        } in: {
            _ = try expression.evaluate($0)
        }
    }
}
