import JSONKit

/// Cuts an expression into words and signs, one at a time.
struct Lexer {
    let bytes: [UInt8]
    private(set) var position: Int
    let end: Int

    init(_ bytes: [UInt8], from start: Int, to end: Int) {
        self.bytes = bytes
        position = start
        self.end = end
    }

    private func byte(_ ahead: Int = 0) -> UInt8 {
        position + ahead < end ? bytes[position + ahead] : 0
    }

    /// The next word or sign, and where it begins.
    mutating func next() throws(Failure) -> (token: Token, offset: Int) {
        skipSpace()
        let start = position
        guard position < end else { return (.end, start) }
        switch byte() {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return (try number(), start)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return (try string(), start)
        case UInt8(ascii: "`"): return (try template(), start)
        default:
            if let name = name() { return (name, start) }
            return (try sign(), start)
        }
    }

    /// Blanks, line ends, no-break spaces and byte order marks.
    private mutating func skipSpace() {
        while position < end {
            switch (byte(), byte(1), byte(2)) {
            case (0x20, _, _), (0x09, _, _), (0x0A, _, _), (0x0D, _, _): position += 1
            case (0xC2, 0xA0, _): position += 2
            case (0xEF, 0xBB, 0xBF): position += 3
            default: return
            }
        }
    }

    private mutating func number() throws(Failure) -> Token {
        let start = position
        func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        while isDigit(byte()) { position += 1 }
        var hasPoint = false
        if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
            hasPoint = true
            position += 1
            while isDigit(byte()) { position += 1 }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if !hasPoint, let int = Int(text) { return .number(.int(int)) }
        guard let double = Double(text), double.isFinite else {
            throw Failure(.syntax, "the number is too large", at: start)
        }
        return .number(.double(double))
    }

    private mutating func string() throws(Failure) -> Token {
        let start = position
        let quote = byte()
        position += 1
        var text: [UInt8] = []
        while position < end, byte() != quote {
            guard byte() == UInt8(ascii: "\\"), position + 1 < end else {
                text.append(byte())
                position += 1
                continue
            }
            switch byte(1) {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(byte(1))
            default: text += [byte(), byte(1)]
            }
            position += 2
        }
        guard position < end else {
            throw Failure(.syntax, "the text that begins here has no closing \(quote == 0x22 ? "\"" : "'")", at: start)
        }
        position += 1
        return .string(String(decoding: text, as: UTF8.self))
    }

    /// From one backtick to the other; those inside `${…}` do not count.
    private mutating func template() throws(Failure) -> Token {
        let start = position
        var wasted = 0
        position += 1
        while position < end, byte() != UInt8(ascii: "`") {
            if byte() == UInt8(ascii: "\\"), byte(1) == UInt8(ascii: "`") || byte(1) == UInt8(ascii: "$") {
                position += 2
            } else if byte() == UInt8(ascii: "$"), byte(1) == UInt8(ascii: "{"),
                let close = try Self.closingBrace(in: bytes, from: position + 2, to: end, wasted: &wasted)
            {
                position = close + 1
            } else {
                position += 1
            }
        }
        guard position < end else {
            throw Failure(.syntax, "the text that begins here has no closing `", at: start)
        }
        position += 1
        return .template(start + 1..<position - 1)
    }

    /// So many bytes may be looked at in vain, in search of braces that close: else a text of nothing but `${` would
    /// take time that grows with the square of its length.
    private static let mostWasted = 4 << 20

    /// Where the brace stands that closes a `${` in a text between backticks. A line end and a backtick outside of
    /// quotes mean that there is none.
    static func closingBrace(
        in bytes: [UInt8], from start: Int, to end: Int, wasted: inout Int
    ) throws(Failure) -> Int? {
        var place = start
        let close = closingBrace(in: bytes, from: &place, to: end, isStrict: true)
        if close == nil { wasted += place - start }
        guard wasted < mostWasted else {
            throw Failure(.limit, "the text has too many ${ that nothing closes", at: start)
        }
        return close
    }

    /// Where the brace stands that closes a `${`: texts in quotes and pairs of braces are passed over.
    ///
    /// - Parameters:
    ///   - place: where to begin; where the search ended.
    ///   - isStrict: whether a line end or a backtick outside a text in quotes means that there is none.
    static func closingBrace(in bytes: [UInt8], from place: inout Int, to end: Int, isStrict: Bool) -> Int? {
        var depth = 0
        while place < end {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                place += 1
                while place < end, bytes[place] != byte { place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1 }
                guard place < end else { return nil }
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                if depth == 0 { return place }
                depth -= 1
            case 0x0A, 0x0D, UInt8(ascii: "`"):
                if isStrict { return nil }
            default: break
            }
            place += 1
        }
        return nil
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// A name, or the sign `%`, which could begin one.
    private mutating func name() -> Token? {
        guard Self.beginsName(byte()) else { return nil }
        let start = position
        position += byte() == UInt8(ascii: "@") && byte(1) == UInt8(ascii: "@") ? 2 : 1
        while Self.continuesName(byte()) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return text == "%" ? .sign(.remainder) : .name(text)
    }

    private static let signs: [UInt8: [Sign]] = Dictionary(
        grouping: Sign.allCases.sorted { $0.rawValue.utf8.count > $1.rawValue.utf8.count }
    ) { $0.rawValue.utf8.first ?? 0 }

    private mutating func sign() throws(Failure) -> Token {
        for sign in Self.signs[byte()] ?? [] {
            let text = Array(sign.rawValue.utf8)
            if text.count == 1 || byte(1) == text[1] {
                position += text.count
                return .sign(sign)
            }
        }
        let rest = String(decoding: bytes[position..<end].prefix(8), as: UTF8.self)
        throw Failure(.syntax, "\(rest.first.map { "'\($0)'" } ?? "this") means nothing here", at: position)
    }
}
