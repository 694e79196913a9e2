internal import LockKit
internal import TeamsModels

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
