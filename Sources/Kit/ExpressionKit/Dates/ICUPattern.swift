/// A pattern of a date or a time in the letters of ICU, as Foundation has them, and how .NET writes it.
///
/// - SeeAlso: [Date field symbols of
///   UTS 35](https://www.unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table)
struct ICUPattern {
    /// Fields, and what stands between them.
    private enum Part {
        case field(Unicode.Scalar, Int)
        case literal(Unicode.Scalar)
    }

    private let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        var rest = Substring.UnicodeScalarView(text.unicodeScalars)
        var isQuoted = false
        while let scalar = rest.popFirst() {
            if scalar == "'" {
                if rest.first == "'" {
                    parts.append(.literal("'"))
                    rest.removeFirst()
                } else {
                    isQuoted.toggle()
                }
            } else if isQuoted || !Self.isLetter(scalar) {
                parts.append(.literal(scalar))
            } else {
                var count = 1
                while rest.first == scalar {
                    rest.removeFirst()
                    count += 1
                }
                parts.append(.field(scalar, count))
            }
        }
        self.parts = parts
    }

    /// Whether a letter means something in a pattern.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }

    /// As a pattern of a date. A year is written in full.
    /// - Parameter isShort: whether that is so for a year of two digits as well, as .NET has it in short dates.
    func date(isShort: Bool = false) -> String {
        text { letter, count in
            switch letter {
            case "E", "e", "c": String(repeating: "d", count: count > 3 ? 4 : 3)
            // The narrowest names, of one letter, are not among .NET's.
            case "M", "L": String(repeating: "M", count: count > 4 ? 3 : count)
            case "y": count == 2 && !isShort ? "yy" : "yyyy"
            case "d": String(repeating: "d", count: min(count, 2))
            case "G": "g"
            default: ""
            }
        }
    }

    /// As a pattern of a time.
    var time: String {
        text { letter, count in
            switch letter {
            case "H", "k": String(repeating: "H", count: min(count, 2))
            case "h", "K": String(repeating: "h", count: min(count, 2))
            case "m": String(repeating: "m", count: min(count, 2))
            case "s": String(repeating: "s", count: min(count, 2))
            case "a", "b", "B": "tt"
            default: ""
            }
        }
    }

    /// The parts in .NET's letters. Spaces that do not break become plain ones.
    private func text(_ field: (Unicode.Scalar, Int) -> String) -> String {
        var text = ""
        var isQuoted = false
        func quote(_ wanted: Bool) {
            if wanted != isQuoted { text.append("'") }
            isQuoted = wanted
        }
        for part in parts {
            switch part {
            case .field(let letter, let count):
                quote(false)
                text += field(letter, count)
            case .literal("\u{A0}"), .literal("\u{202F}"): text.append(" ")
            case .literal(let scalar):
                quote(Self.isLetter(scalar))
                if ["'", "\"", "\\", "%"].contains(scalar) { text.append("\\") }
                text.unicodeScalars.append(scalar)
            }
        }
        quote(false)
        return text
    }
}
