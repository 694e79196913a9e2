/// The lines of a text of a card, as Teams draws them.
enum TextLines {
    /// Whether a line ends without a new paragraph, outside a list: people see a space.
    static func hasLoneLineEnd(_ text: String) -> Bool {
        guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return false }
        var isInList = false
        var before: Substring = ""
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            defer { before = line }
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let isFirst = before.allSatisfy(\.isWhitespace)
            if beginsPoint(line) {
                isInList = true
            } else if isFirst, !line.hasPrefix(" "), !line.hasPrefix("\t") {
                isInList = false
            } else if !isInList, !isFirst, !before.hasSuffix("  "), !before.hasSuffix("\\") {
                return true  // two spaces or a backslash at the end would ask for a line break
            }
        }
        return false
    }

    /// Whether the line begins a point of a list.
    private static func beginsPoint(_ line: Substring) -> Bool {
        let content = line.drop { $0 == " " || $0 == "\t" }
        if ["- ", "* ", "+ "].contains(where: content.hasPrefix) { return true }
        let digits = content.prefix(10).prefix { $0.isASCII && $0.isNumber }
        let rest = content.dropFirst(digits.count)
        return !digits.isEmpty && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
    }

    /// Whether a line end is written as a backslash and an n. A path of Windows or a pattern begins with a drive or
    /// has other backslashes, and is left alone.
    static func hasWrittenLineEnd(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return false }
        return text.utf8.split(whereSeparator: { $0 <= 0x20 }).contains { isBrokenByWrittenLineEnd($0) }
    }

    private static func isBrokenByWrittenLineEnd(_ word: Substring.UTF8View) -> Bool {
        let name = word.drop { !isLetter($0) }
        if name.dropFirst().starts(with: Array(":\\".utf8)) { return false }
        var hasLineEnd = false
        var isEscaped = false
        for byte in word {
            if isEscaped {
                guard byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r") else { return false }
                if byte == UInt8(ascii: "n") { hasLineEnd = true }
                isEscaped = false
            } else {
                isEscaped = byte == UInt8(ascii: "\\")
            }
        }
        return hasLineEnd && !isEscaped
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }

    private static let tags: Set<String> = [
        "br", "b", "i", "p", "a", "div", "span", "strong", "em", "ul", "li", "h1", "h2", "h3", "img", "table",
    ]

    /// The first HTML tag of the text that people are likely to expect something of.
    static func htmlTag(in text: String) -> String? {
        var rest = text.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[open...].dropFirst()
            if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
            let name = rest.prefix(7).prefix { (48...57).contains($0) || isLetter($0) }
            let tag = String(Substring(name)).lowercased()
            let end = rest.dropFirst(name.count).first
            if tags.contains(tag), end == UInt8(ascii: ">") || end == UInt8(ascii: " ") || end == UInt8(ascii: "/") {
                return tag
            }
        }
        return nil
    }
}
