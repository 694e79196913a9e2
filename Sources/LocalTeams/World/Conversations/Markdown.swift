/// The formatting that a person can type into the composer: `**bold**`, `*italic*`, `~~struck~~`, `` `code` ``,
/// `[text](https://…)`.
struct Markdown {
    private(set) var html = ""
    private(set) var plain = ""
    /// Whether there is any formatting.
    private(set) var isFormatted = false

    private static let marks: [(mark: String, tag: String)] = [
        ("**", "strong"), ("__", "strong"), ("~~", "s"), ("`", "code"), ("*", "em"), ("_", "em"),
    ]

    init(_ text: String) {
        append(text[...], depth: 0)
    }

    private mutating func append(_ text: Substring, depth: Int) {
        var rest = text
        var before: Character?
        scan: while let character = rest.first {
            if depth < 8 {
                for (mark, tag) in Self.marks where rest.hasPrefix(mark) {
                    guard let inner = Self.inner(of: rest, mark: mark, after: before) else { continue }
                    isFormatted = true
                    html += "<\(tag)>"
                    if tag == "code" { literal(inner) } else { append(inner, depth: depth + 1) }
                    html += "</\(tag)>"
                    rest = rest[inner.endIndex...].dropFirst(mark.count)
                    before = mark.last
                    continue scan
                }
                if character == "[", let (label, address, end) = Self.link(rest) {
                    isFormatted = true
                    html += "<a href=\"\(Markup.escaped(String(address)))\">"
                    append(label, depth: depth + 1)
                    html += "</a>"
                    rest = rest[end...]
                    before = ")"
                    continue
                }
            }
            if let tag = ["<at>", "</at>"].first(where: rest.hasPrefix) {
                html += tag
                plain += tag
                rest = rest.dropFirst(tag.count)
            } else {
                literal(rest.prefix(1))
                rest = rest.dropFirst()
            }
            before = character
        }
    }

    private mutating func literal(_ text: Substring) {
        html += Markup.escaped(String(text))
        plain += text
    }

    /// What stands between a mark and its match, when it is one: neither empty nor led or followed by a blank, and a
    /// mark within a word is no mark.
    private static func inner(of text: Substring, mark: String, after before: Character?) -> Substring? {
        if let before, before.isLetter || before.isNumber { return nil }
        let start = text.dropFirst(mark.count)
        guard let first = start.first, !first.isWhitespace, let close = start.firstRange(of: mark) else { return nil }
        let inner = start[..<close.lowerBound]
        guard let last = inner.last, !last.isWhitespace, !inner.contains("\n") else { return nil }
        if let next = start[close.upperBound...].first, next.isLetter || next.isNumber { return nil }
        return inner
    }

    private static func link(_ text: Substring) -> (label: Substring, address: Substring, end: Substring.Index)? {
        guard let middle = text.firstRange(of: "]("), let close = text[middle.upperBound...].firstIndex(of: ")") else {
            return nil
        }
        let label = text[text.index(after: text.startIndex)..<middle.lowerBound]
        let address = text[middle.upperBound..<close]
        guard !label.isEmpty, !label.contains("\n"), address.hasPrefix("https://") || address.hasPrefix("http://")
        else { return nil }
        return (label, address, text.index(after: close))
    }
}
