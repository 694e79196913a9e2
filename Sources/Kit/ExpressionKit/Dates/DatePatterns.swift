/// The formats of a locale for which .NET has a single letter, in .NET's custom letters.
///
/// - SeeAlso: [Standard date and time format
///   strings](https://learn.microsoft.com/dotnet/standard/base-types/standard-date-and-time-format-strings)
struct DatePatterns: Sendable {
    let shortDate: String
    let longDate: String
    let shortTime: String
    let longTime: String
    let monthDay: String
    let yearMonth: String
    /// What `/` means in a format: what stands between the parts of a short date.
    let dateSeparator: String
    /// What `:` means in a format: what stands between hours and minutes.
    let timeSeparator: String
    private let dateAndShortTime: [String]
    private let dateAndLongTime: [String]

    init(
        shortDate: String, longDate: String, shortTime: String, longTime: String, monthDay: String, yearMonth: String
    ) {
        self.shortDate = shortDate
        self.longDate = longDate
        self.shortTime = shortTime
        self.longTime = longTime
        self.monthDay = monthDay
        self.yearMonth = yearMonth
        dateSeparator = Self.separator(in: shortDate, between: "dyM") ?? "/"
        timeSeparator = Self.separator(in: longTime, between: "Hhms") ?? ":"
        dateAndShortTime = ["\(shortDate) \(shortTime)", "\(longDate) \(shortTime)"]
        dateAndLongTime = ["\(shortDate) \(longTime)", "\(longDate) \(longTime)"]
    }

    /// What a letter stands for in the locale; `nil` for a letter that stands for nothing, or for the same everywhere.
    func pattern(_ letter: UInt8) -> String? {
        switch Unicode.Scalar(letter) {
        case "d": shortDate
        case "D": longDate
        case "t": shortTime
        case "T": longTime
        case "g": dateAndShortTime[0]
        case "G": dateAndLongTime[0]
        case "f": dateAndShortTime[1]
        case "F", "U": dateAndLongTime[1]
        case "M", "m": monthDay
        case "Y", "y": yearMonth
        default: nil
        }
    }

    /// What a letter stands for in every locale: what other programs read.
    static func invariant(_ letter: UInt8) -> String? {
        switch Unicode.Scalar(letter) {
        case "o", "O": "yyyy-MM-ddTHH:mm:ss.fffffffZ"
        case "r", "R": "ddd, dd MMM yyyy HH:mm:ss 'GMT'"
        case "s": "yyyy-MM-ddTHH:mm:ss"
        case "u": "yyyy-MM-dd HH:mm:ssZ"
        default: nil
        }
    }

    /// What stands between the first two parts of a pattern, without its quotes and without marks of direction, which
    /// belong to the parts.
    private static func separator(in pattern: String, between letters: String) -> String? {
        var separator = ""
        var part: Unicode.Scalar?
        var isQuoted = false
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case "'": isQuoted.toggle()
            case "\\", "\u{61C}", "\u{200E}", "\u{200F}": break
            case _ where !isQuoted && letters.unicodeScalars.contains(scalar):
                if part != nil, scalar != part { return separator }
                part = scalar
            case _ where part != nil: separator.unicodeScalars.append(scalar)
            default: break
            }
        }
        return nil
    }
}
