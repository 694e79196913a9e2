/// A pattern as PCRE2 reads it. The published engines are those of .NET and JavaScript, which mean something else by a
/// few escapes: `\u0041` is a character, `\v` the vertical tab alone, and `\s` is white space of all scripts.
struct PatternDialect {
    /// The bytes, with a zero behind them.
    let text: [UInt8]
    /// Where what was replaced ends: in the result, and in the source.
    private let changes: [(result: Int, source: Int)]
    private let source: [UInt8]

    init(_ pattern: String) {
        let source = Array(pattern.utf8)
        var text: [UInt8] = []
        text.reserveCapacity(source.count + 1)
        var changes: [(result: Int, source: Int)] = []
        var place = 0
        var isQuoted = false
        while place < source.count {
            let isEscape = source[place] == UInt8(ascii: "\\") && place + 1 < source.count
            // Between \Q and \E nothing is an escape but \E.
            if isQuoted, isEscape, source[place + 1] == UInt8(ascii: "E") { isQuoted = false }
            guard isEscape, !isQuoted else {
                text.append(source[place])
                place += 1
                continue
            }
            if source[place + 1] == UInt8(ascii: "Q") { isQuoted = true }
            if let (meaning, length) = Self.meaning(of: source[place...]) {
                text += meaning.utf8
                place += length
                changes.append((text.count, place))
            } else {
                text += source[place...place + 1]
                place += 2
            }
        }
        text.append(0)
        self.text = text
        self.changes = changes
        self.source = source
    }

    /// What an escape is called by PCRE2, where that is not the same, and its length here.
    private static func meaning(of escape: ArraySlice<UInt8>) -> (String, Int)? {
        switch escape[escape.startIndex + 1] {
        case UInt8(ascii: "s"): return ("\\p{Xsp}", 2)
        case UInt8(ascii: "S"): return ("\\P{Xsp}", 2)
        case UInt8(ascii: "v"): return ("\\x0b", 2)
        case UInt8(ascii: "u"):
            guard let unit = unit(escape) else { return nil }
            if UTF16.isLeadSurrogate(unit), let next = Self.unit(escape.dropFirst(6)), UTF16.isTrailSurrogate(next) {
                let scalar = 0x10000 + (Int(unit) - 0xD800) << 10 + Int(next) - 0xDC00
                return ("\\x{" + String(scalar, radix: 16) + "}", 12)
            }
            return ("\\x{" + String(unit, radix: 16) + "}", 6)
        default: return nil
        }
    }

    /// The number of an escape such as `\u00E9`.
    private static func unit(_ escape: ArraySlice<UInt8>) -> UInt16? {
        guard escape.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { return nil }
        let digits = escape.dropFirst(2).prefix(4)
        // `UInt16` reads a sign too.
        guard digits.count == 4, digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-") else {
            return nil
        }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// The character of the pattern, from 1, at which a place of the result lies.
    func character(at place: Int) -> Int {
        let before = changes.last { $0.result <= place } ?? (0, 0)
        let end = min(max(before.source + place - before.result, 0), source.count)
        return String(decoding: source[..<end], as: UTF8.self).unicodeScalars.count + 1
    }
}
