internal import Synchronization

/// Which messages a handler wants, by their text.
///
/// A pattern looks at ``TurnContext/text``: the text without the mention of the bot, trimmed.
public struct TextPattern: Sendable {
    let condition: TextCondition

    /// The text is `text`, and nothing else.
    public static func equals(_ text: String, ignoringCase: Bool = true) -> TextPattern {
        TextPattern(condition: TextCondition(kind: .equals, text: text, ignoringCase: ignoringCase))
    }

    /// `text` stands somewhere in the text.
    public static func contains(_ text: String, ignoringCase: Bool = true) -> TextPattern {
        TextPattern(condition: TextCondition(kind: .contains, text: text, ignoringCase: ignoringCase))
    }
}

/// Which messages a handler wants, by a regular expression whose captures the handler gets, typed.
public struct CapturingPattern<Output: Sendable>: Sendable {
    let match: @Sendable (String) -> (output: Output, specificity: TextSpecificity)?

    /// `regex` matches somewhere in the text. Anchor it with `^` and `$` for the whole text; `(?i)` ignores case,
    /// `(?s)` lets `.` match line breaks.
    ///
    /// Of several expressions that match, the one that fixes the most text wins: the characters that it matched less
    /// those that it captured. So `/^whisper edit (.+)$/` comes before `/^whisper (.+)$/`.
    public static func matching(_ regex: sending Regex<Output>) -> CapturingPattern<Output> {
        let regex = Mutex(regex)  // a regex may hold the code of others, so one turn at a time uses it
        return CapturingPattern { text in
            regex.withLock { regex in
                guard let match = try? regex.firstMatch(in: text) else { return nil }
                let captured = AnyRegexOutput(match).dropFirst().reduce(0) { sum, capture in
                    sum + (capture.range.map { text[$0].count } ?? 0)
                }
                let fixed = max(0, text[match.range].count - captured)
                return (match.output, TextSpecificity(kind: .matches, fixedCharacters: fixed))
            }
        }
    }
}

/// How closely a pattern describes the text that it matched. The greater comes first.
struct TextSpecificity: Comparable, Hashable, Sendable {
    enum Kind: Int, Sendable {
        case contains, matches, equals
    }
    var kind: Kind
    var fixedCharacters: Int
    var regardsCase = false

    static func < (left: TextSpecificity, right: TextSpecificity) -> Bool {
        (left.kind.rawValue, left.fixedCharacters, left.regardsCase ? 1 : 0)
            < (right.kind.rawValue, right.fixedCharacters, right.regardsCase ? 1 : 0)
    }
}

/// A comparison with a given text.
struct TextCondition: Hashable, Sendable, CustomStringConvertible {
    let kind: TextSpecificity.Kind
    let text: String
    let ignoringCase: Bool

    init(kind: TextSpecificity.Kind, text: String, ignoringCase: Bool) {
        self.kind = kind
        self.text = ignoringCase ? text.lowercased() : text
        self.ignoringCase = ignoringCase
    }

    /// - Parameter lowercased: `text` in lower case, made once for all conditions.
    func match(_ text: String, lowercased: String) -> TextSpecificity? {
        let whole = ignoringCase ? lowercased : text
        guard kind == .equals ? whole == self.text : whole.holds(self.text) else { return nil }
        return TextSpecificity(kind: kind, fixedCharacters: self.text.count, regardsCase: !ignoringCase)
    }

    var description: String {
        "a message that \(kind == .equals ? "equals" : "contains") \"\(text)\"\(ignoringCase ? "" : " (regarding case)")"
    }
}

extension String {
    /// Whether `part` stands somewhere in it, to the letter. Quicker than `contains`, which looks at graphemes.
    fileprivate func holds(_ part: String) -> Bool {
        let (whole, part) = (Array(utf8), Array(part.utf8))
        guard part.count <= whole.count else { return false }
        return (0...whole.count - part.count).contains { whole[$0...].starts(with: part) }
    }
}
