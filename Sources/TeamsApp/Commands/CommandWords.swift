/// What follows the name of a command, word by word. Pure; costs time in proportion to the text.
struct CommandWords: Sendable {
    private var rest: Substring

    init(_ text: some StringProtocol) { rest = Substring(text).drop(while: \.isWhitespace) }

    /// Whether nothing is left.
    var isEmpty: Bool { rest.isEmpty }

    /// The next word, up to white space.
    mutating func nextPlain() -> Substring? {
        guard !rest.isEmpty else { return nil }
        let word = rest.prefix { !$0.isWhitespace }
        skip(to: word.endIndex)
        return word
    }

    /// The next word, or, between quotation marks, the next words.
    mutating func next() -> String? {
        guard let first = rest.first, let closing = Self.closing[first] else { return nextPlain().map(String.init) }
        let inner = rest.dropFirst()
        var end = inner.startIndex
        while let mark = inner[end...].firstIndex(of: closing) {
            let after = inner.index(after: mark)
            if after == inner.endIndex || inner[after].isWhitespace {
                let words = String(inner[..<mark])
                skip(to: after)
                return words
            }
            end = after
        }
        return nextPlain().map(String.init)
    }

    /// All that is left, as it was written; nil when nothing is.
    mutating func takeRest() -> String? {
        guard !rest.isEmpty else { return nil }
        defer { rest = "" }
        let trailing = rest.reversed().prefix(while: \.isWhitespace).count
        return String(rest.dropLast(trailing))
    }

    private mutating func skip(to index: Substring.Index) { rest = rest[index...].drop(while: \.isWhitespace) }

    /// What ends a quotation that begins so. Phones and word processors write the curved marks.
    private static let closing: [Character: Character] = ["\"": "\"", "“": "”", "„": "“", "«": "»"]
}
