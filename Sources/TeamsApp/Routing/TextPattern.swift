internal import LockKit
internal import TeamsModels

/// Which messages a handler wants, by their text.
///
/// A pattern looks at ``TurnContext/text``: the text without the mention of the bot, trimmed. Any run of white space between
/// two words, also of no-break spaces and line ends, counts as one space.
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
    /// A longer text is tried on no expression unless it was said so, in UTF-8 bytes.
    public static var standardMaxBytes: Int { 8 << 10 }

    let match: @Sendable (MessageText) -> (output: Output, specificity: TextSpecificity)?

    /// `regex` matches somewhere in the text. Anchor it with `^` and `$` for the whole text; `(?i)` ignores case,
    /// `(?s)` lets `.` match line breaks. A space in it also matches the no-break spaces of pasted texts.
    ///
    /// Of several expressions that match, the one that fixes the most text wins: the characters that it matched less
    /// those that it captured. So `/^whisper edit (.+)$/` comes before `/^whisper (.+)$/`.
    ///
    /// Expressions are tried by going back, so one such as `(.+) and (.+)` takes time that grows with the square of the
    /// text's length, and one such as `(a+)+$` more than anybody has. Everybody may write to a bot: anchor expressions,
    /// prefer `[^ ]+` to `.+` before more text, and never repeat what itself repeats.
    /// - Parameters:
    ///   - regex: the expression.
    ///   - maxBytes: a text that is longer, in UTF-8 bytes, does not match.
    public static func matching(
        _ regex: sending Regex<Output>, upTo maxBytes: Int = standardMaxBytes
    ) -> CapturingPattern<Output> {
        let regex = Mutex(regex)  // a regex may hold the code of others, so one turn at a time uses it
        return CapturingPattern { text in
            guard text.written.utf8.count <= maxBytes else { return nil }
            return regex.withLock { regex in
                if let found = first(regex, in: text.written) { return found }
                return text.plain == text.written ? nil : first(regex, in: text.plain)
            }
        }
    }

    private static func first(
        _ regex: Regex<Output>, in text: String
    ) -> (output: Output, specificity: TextSpecificity)? {
        guard let match = try? regex.firstMatch(in: text) else { return nil }
        let captured = AnyRegexOutput(match).dropFirst().reduce(0) { sum, capture in
            sum + (capture.range.map { text[$0].count } ?? 0)
        }
        let fixed = max(0, text[match.range].count - captured)
        return (match.output, TextSpecificity(kind: .matches, fixedCharacters: fixed))
    }
}

/// The text of a message in the forms that patterns look at, each made once.
struct MessageText {
    /// As it was written.
    let written: String
    /// With plain spaces in the place of no-break ones.
    let plain: String
    /// With one space for each run of white space.
    let folded: String
    /// The folded text in lower case.
    let lowercased: String

    init(_ text: String) {
        written = text
        plain = text.withPlainSpaces
        folded = text.withSingleSpaces
        lowercased = folded.lowercased()
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

/// A comparison with a given text, in which any run of white space counts as one space.
struct TextCondition: Hashable, Sendable, CustomStringConvertible {
    let kind: TextSpecificity.Kind
    let text: String
    let ignoringCase: Bool
    private let specificity: TextSpecificity

    init(kind: TextSpecificity.Kind, text: String, ignoringCase: Bool) {
        let folded = text.withSingleSpaces
        self.kind = kind
        self.text = ignoringCase ? folded.lowercased() : folded
        self.ignoringCase = ignoringCase
        specificity = TextSpecificity(kind: kind, fixedCharacters: self.text.count, regardsCase: !ignoringCase)
    }

    func match(_ text: MessageText) -> TextSpecificity? {
        let whole = ignoringCase ? text.lowercased : text.folded
        return (kind == .equals ? whole == self.text : whole.holds(self.text)) ? specificity : nil
    }

    var description: String {
        "a message that \(kind == .equals ? "equals" : "contains") \"\(text)\"\(ignoringCase ? "" : " (regarding case)")"
    }
}

extension String {
    /// Whether `part` stands somewhere in it, to the letter. Quicker than `contains`, which looks at graphemes.
    fileprivate func holds(_ part: String) -> Bool {
        let (whole, part) = (Array(utf8), Array(part.utf8))
        guard let first = part.first else { return true }
        var index = 0
        while index <= whole.count - part.count, let place = whole[index...].firstIndex(of: first),
            place <= whole.count - part.count
        {
            if whole[place..<place + part.count].elementsEqual(part) { return true }
            index = place + 1
        }
        return false
    }
}
