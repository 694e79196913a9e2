/// Text inside the tags that Teams understands in a message.
public enum XMLText {
    /// `text` with `&`, `<`, `>` and `"` as entities, for the inside of a tag or of an attribute.
    public static func escape(_ text: String) -> String { escape(text, quotes: true) }

    /// `text` with `&`, `<` and `>` as entities, for what stands between two tags: a name in `<at>…</at>`.
    public static func escapeContent(_ text: String) -> String { escape(text, quotes: false) }

    /// `text` with its entities as the characters that they stand for: the five named ones, and numbers. What is no
    /// entity stays as it is written.
    public static func unescape(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return String(decoding: unescape(Array(text.utf8)[...]), as: UTF8.self)
    }

    private static func escape(_ text: String, quotes: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || (quotes && $0 == 0x22) }) else {
            return text
        }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"" where quotes: escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    static func unescape(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == UInt8(ascii: "&"), let (scalar, end) = entity(in: text, at: index) {
                plain.append(contentsOf: String(Character(scalar)).utf8)
                index = end
            } else {
                plain.append(text[index])
                index += 1
            }
        }
        return plain
    }

    /// No entity is longer: `&#x10FFFF;`, with a zero or two to spare.
    private static let longestEntity = 12

    private static func entity(in text: ArraySlice<UInt8>, at start: Int) -> (Unicode.Scalar, end: Int)? {
        let window = text[start..<min(start + longestEntity, text.endIndex)]
        guard let end = window.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: text[(start + 1)..<end], as: UTF8.self)
        let scalar: Unicode.Scalar? =
            switch name {
            case "amp": "&"
            case "lt": "<"
            case "gt": ">"
            case "quot": "\""
            case "apos": "'"
            default: number(name).flatMap { Unicode.Scalar($0) }
            }
        return scalar.map { ($0, end + 1) }
    }

    private static func number(_ name: String) -> UInt32? {
        guard name.utf8.first == UInt8(ascii: "#") else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { $0 >= 0x20 ? $0 : nil }
    }
}
