import ExpressionKit
import JSONKit

/// Names that the grammar of expressions does not have: with other characters than `a` to `z`, digits and `_`. They
/// are written in brackets, as `$data['unit price']`.
enum OddName {
    private static let advice = "a name with other characters than a to z, 0 to 9 and _ is written in brackets: "

    /// How a binding that is no expression should be written, where it looks as if a name were meant; else nothing.
    static func hint(for error: ExpressionError, in binding: Binding) -> String {
        guard error.code == .syntax else { return "" }
        if let spelling = spelling(of: binding.inner) { return "; \(advice)${\(spelling)}" }
        guard let (word, isMember) = word(at: error.offset, of: error.source) else { return "" }
        return isMember ? "; \(advice)['\(word)'] in place of .\(word)" : "; \(advice)$data['\(word)']"
    }

    /// How a path should be written that the data lack as it stands, where they have a name that looks like it.
    static func hint(for binding: Binding, in data: ExpressionValue) -> String {
        guard binding.inner.utf8.count <= 200 else { return "" }
        let text = trimmed(binding.inner)
        guard case .json(let json) = data,
            let spelling = spelling(of: text.split(separator: ".", omittingEmptySubsequences: false)[...], in: json),
            !spelling.hasSameBytes(as: String(text))
        else { return "" }
        return "; \(advice)${\(spelling)}"
    }

    // MARK: Spelling

    /// A text as a path with its odd names in brackets. `nil` when it cannot be meant as a path, or has no odd name.
    private static func spelling(of text: Substring) -> String? {
        let text = trimmed(text)
        guard (1...200).contains(text.utf8.count) else { return nil }
        var spelling = ""
        var hasOddName = false
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let name = part.prefix { $0 != "[" }
            let indexes = part.dropFirst(name.count)
            guard mayBeName(name), indexes.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "[" || $0 == "]" }) else {
                return nil
            }
            if !isPlain(name) { hasOddName = true }
            append(String(name), to: &spelling)
            spelling += indexes
        }
        return hasOddName ? spelling : nil
    }

    /// The same parts as a path to a member that the data have. A name may hold points: then some parts are one name.
    private static func spelling(of parts: ArraySlice<Substring>, in data: JSONValue) -> String? {
        var parts = parts
        var value = data
        var spelling = ""
        while !parts.isEmpty {
            guard case .object(let object) = value else { return nil }
            let count = (1...parts.count).first { object[parts.prefix($0).joined(separator: ".")] != nil }
            guard let count else { return nil }
            let name = parts.prefix(count).joined(separator: ".")
            guard !name.contains("'") else { return nil }
            value = object[name] ?? .null
            append(name, to: &spelling)
            parts = parts.dropFirst(count)
        }
        return spelling
    }

    private static func append(_ name: String, to spelling: inout String) {
        if isPlain(name) {
            spelling += spelling.isEmpty ? name : ".\(name)"
        } else {
            spelling += spelling.isEmpty ? "$data['\(name)']" : "['\(name)']"
        }
    }

    /// The word around a place that begins or goes on with a letter the grammar does not have.
    private static func word(at offset: Int, of source: String) -> (word: String, isMember: Bool)? {
        let scalars = source.unicodeScalars
        guard let place = source.utf8.index(source.startIndex, offsetBy: offset, limitedBy: source.endIndex),
            place < source.endIndex, !scalars[place].isASCII, isLetter(scalars[place])
        else { return nil }
        var start = place
        while start > scalars.startIndex, isLetter(scalars[scalars.index(before: start)]) {
            start = scalars.index(before: start)
        }
        let word = String(String.UnicodeScalarView(scalars[start...].prefix(100).prefix(while: isLetter)))
        let isMember = start > scalars.startIndex && scalars[scalars.index(before: start)] == "."
        return (word, isMember)
    }

    // MARK: Characters

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: scalar == "_"
        }
    }

    /// Whether a text may be meant as a name: words with blanks, hyphens or colons between them.
    private static func mayBeName(_ name: Substring) -> Bool {
        var wasLetter = false
        var hasLetter = false
        for scalar in name.unicodeScalars {
            if isLetter(scalar) || !hasLetter && "$@#".unicodeScalars.contains(scalar) {
                wasLetter = true
                hasLetter = hasLetter || scalar.properties.isAlphabetic
            } else {
                // Between two words, and only one at a time: `a - b` is a subtraction.
                guard wasLetter, " -:/@#".unicodeScalars.contains(scalar) else { return false }
                wasLetter = false
            }
        }
        return wasLetter && hasLetter
    }

    /// Whether the grammar has the name.
    private static func isPlain(_ name: some StringProtocol) -> Bool {
        for (place, byte) in name.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"): if place == 0 { return false }
            case UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "$"): if place > 0 { return false }
            default: return false
            }
        }
        return true
    }
}
