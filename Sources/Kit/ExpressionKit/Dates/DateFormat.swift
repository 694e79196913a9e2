import JSONKit
import ServiceKit

/// .NET's formats of dates, with what the JavaScript engine accepts beside them: `D` and `Y` mean `d` and `y`.
///
/// - SeeAlso: [Custom date and time format
///   strings](https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings)
struct DateFormat {
    static let iso = "yyyy-MM-ddTHH:mm:ss.fffZ"
    static let clock = "yyyy-MM-ddTHH:mm:ss.fffffff"
    /// How many bytes one letter can become: a name in a script with three bytes a character.
    static let maxBytesPerLetter = 64

    private let time: Timestamp
    private let civil: CivilDate
    private let locale: LocaleFormat
    private let format: [UInt8]
    private var text = ""
    /// Whether the nearest day before the place is a number, as in `d MMMM` and not in `dddd MMMM`.
    private var hasDayBefore = false
    /// Where the next day is, and whether it is a number.
    private var dayAhead: (place: Int, isNumber: Bool)?

    /// The instant as text. An instant here is always UTC.
    static func text(_ time: Timestamp, _ format: String, _ locale: LocaleFormat) -> String {
        guard format.utf8.count == 1, let letter = format.utf8.first else { return custom(time, format, locale) }
        if let invariant = DatePatterns.invariant(letter) { return custom(time, invariant, .english) }
        return custom(time, locale.patterns.pattern(letter) ?? format, locale)
    }

    /// The instant in a format of several letters.
    private static func custom(_ time: Timestamp, _ format: String, _ locale: LocaleFormat) -> String {
        if let name = loneName(time, format, locale) { return name }
        var formatter = DateFormat(time, format, locale)
        formatter.write()
        return formatter.text
    }

    /// The name of the weekday or of the month, where a format is nothing else: then there is nothing to put together.
    private static func loneName(_ time: Timestamp, _ format: String, _ locale: LocaleFormat) -> String? {
        guard (3...4).contains(format.utf8.count) else { return nil }
        if format.hasSameBytes(as: "dddd") { return locale.weekdays[time.civil.weekday] }
        if format.hasSameBytes(as: "ddd") { return locale.shortWeekdays[time.civil.weekday] }
        let isShort = format.hasSameBytes(as: "MMM")
        guard isShort || format.hasSameBytes(as: "MMMM") else { return nil }
        return locale.months.name(of: time.civil.month, isShort: isShort, besideDay: false)
    }

    private init(_ time: Timestamp, _ format: String, _ locale: LocaleFormat) {
        self.time = time
        self.locale = locale
        self.format = Array(format.utf8)
        civil = time.civil
    }

    private mutating func write() {
        var place = 0
        while place < format.count {
            let letter = format[place]
            switch letter {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                let end = format[(place + 1)...].firstIndex(of: letter) ?? format.count
                write(bytes: (place + 1)..<end)
                place = end + 1
            case UInt8(ascii: "\\"):
                place += 1
                guard place < format.count else { break }
                // The published test has the number of the weekday here.
                if format[place] == UInt8(ascii: "d") {
                    write(civil.weekday, 1)
                    place += 1
                } else {
                    let end = endOfCharacter(from: place)
                    write(bytes: place..<end)
                    place = end
                }
            case UInt8(ascii: "%"): place += 1
            case 0x80...:
                let end = endOfCharacter(from: place)
                write(bytes: place..<end)
                place = end
            default:
                let end = endOfRun(from: place)
                writeField(letter, place..<end)
                place = end
            }
        }
    }

    private mutating func writeField(_ letter: UInt8, _ places: Range<Int>) {
        let count = places.count
        switch Unicode.Scalar(letter) {
        case "d":
            hasDayBefore = count < 3
            switch count {
            case 1, 2: write(civil.day, count)
            case 3: text += locale.shortWeekdays[civil.weekday]
            default: text += locale.weekdays[civil.weekday]
            }
        case "D":
            hasDayBefore = true
            write(civil.day, min(count, 2))
        case "M":
            if count < 3 { return write(civil.month, count) }
            let isBesideDay = locale.months.dependOnDay && (hasDayBefore || hasDay(after: places.upperBound))
            text += locale.months.name(of: civil.month, isShort: count == 3, besideDay: isBesideDay)
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
        case "t":
            let half = time.hour < 12 ? locale.morning : locale.afternoon
            text += count == 1 ? String(half.prefix(1)) : half
        case "z": text += count >= 3 ? "+00:00" : "+0000"
        case "K": text += "Z"
        case "g": text += locale.era
        case "/": for _ in 0..<count { text += locale.patterns.dateSeparator }
        case ":": for _ in 0..<count { text += locale.patterns.timeSeparator }
        default: write(bytes: places)
        }
    }

    private func endOfRun(from place: Int) -> Int {
        var end = place + 1
        while end < format.count, format[end] == format[place] { end += 1 }
        return end
    }

    /// Whether the nearest day from `start` on is a number. Each letter is looked at once, however often one asks.
    private mutating func hasDay(after start: Int) -> Bool {
        if let dayAhead, dayAhead.place >= start { return dayAhead.isNumber }
        var place = start
        while place < format.count {
            switch format[place] {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                place = (format[(place + 1)...].firstIndex(of: format[place]) ?? format.count) + 1
            case UInt8(ascii: "\\"): place += 2
            case UInt8(ascii: "d"), UInt8(ascii: "D"):
                let isNumber = format[place] == UInt8(ascii: "D") || endOfRun(from: place) - place < 3
                dayAhead = (place, isNumber)
                return isNumber
            default: place += 1
            }
        }
        dayAhead = (.max, false)
        return false
    }

    /// A number of at least so many digits.
    private mutating func write(_ number: Int, _ width: Int) {
        if number < 100, width <= 2 {
            text += (width == 2 ? Self.twoDigits : Self.digits)[number]
        } else if number < 10_000, width == 4 {
            text += Self.twoDigits[number / 100]
            text += Self.twoDigits[number % 100]
        } else {
            text += Self.padded(number, width)
        }
    }

    /// A part of the format as it stands there. It begins and ends where characters do.
    private mutating func write(bytes places: Range<Int>) {
        if places.count == 1 {
            text += Self.ascii[Int(format[places.lowerBound] & 0x7F)]
        } else {
            text += String(decoding: format[places], as: UTF8.self)
        }
    }

    /// Where the character of Unicode ends that begins at `place`.
    private func endOfCharacter(from place: Int) -> Int {
        var end = place + 1
        while end < format.count, format[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// The numbers below 100, and with a leading zero.
    private static let digits = (0..<100).map { String($0) }
    private static let twoDigits = (0..<100).map { padded($0, 2) }
    /// The characters of ASCII, each a text.
    private static let ascii = (0..<128).map { String(Unicode.Scalar(UInt8($0))) }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
