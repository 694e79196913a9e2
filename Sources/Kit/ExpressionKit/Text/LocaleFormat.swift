import JSONKit
import LockKit

/// How a locale writes numbers and dates. American English is built in; other locales are Foundation's, asked for by
/// name, so that the settings of the machine never matter.
///
/// A class because it never changes and is shared by all who format.
final class LocaleFormat: Sendable {
    let numbers: NumberMarks
    let months: MonthNames
    /// From Sunday.
    let weekdays: [String]
    let shortWeekdays: [String]
    let morning: String
    let afternoon: String
    /// The years that count from 1.
    let era: String
    let patterns: DatePatterns

    init(
        numbers: NumberMarks, months: MonthNames, weekdays: [String], shortWeekdays: [String], morning: String,
        afternoon: String, era: String, patterns: DatePatterns
    ) {
        self.numbers = numbers
        self.months = months
        self.weekdays = weekdays
        self.shortWeekdays = shortWeekdays
        self.morning = morning
        self.afternoon = afternoon
        self.era = era
        self.patterns = patterns
    }

    static let english = LocaleFormat(
        numbers: NumberMarks(group: ",", point: ".", minus: "-", firstGroup: 3, otherGroups: 3),
        months: MonthNames(
            alone: [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ],
            shortAlone: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        shortWeekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        morning: "AM", afternoon: "PM", era: "A.D.",
        patterns: DatePatterns(
            shortDate: "M/d/yyyy", longDate: "dddd, MMMM d, yyyy", shortTime: "h:mm tt", longTime: "h:mm:ss tt",
            monthDay: "MMMM d", yearMonth: "MMMM yyyy"))

    // MARK: By name

    /// Those that were asked for, by every spelling.
    private static let known = Mutex<[ExactText: LocaleFormat]>([:])

    /// The format of a locale that was asked for before in this spelling.
    static func known(_ name: String) -> LocaleFormat? {
        let name = ExactText(name)
        return known.withLock { $0[name] }
    }

    /// Remembers a format for a spelling.
    private static func remember(_ format: LocaleFormat, as name: String) {
        known.withLock { known in
            // More than anyone speaks. Who asks for more has them made again.
            if known.count >= 512 { known.removeAll() }
            known[ExactText(name)] = format
        }
    }

    /// The format of a locale that is known in another spelling.
    static func known(_ locale: LocaleName, as name: String) -> LocaleFormat? {
        guard let format = locale.isAmerican ? .english : known(locale.text) else { return nil }
        remember(format, as: name)
        return format
    }

    /// The format of a locale, from Foundation: milliseconds of work, once.
    static func made(_ locale: LocaleName, as name: String) -> LocaleFormat {
        let format = LocaleFormat(reading: locale)
        remember(format, as: locale.text)
        remember(format, as: name)
        return format
    }
}

extension Evaluation {
    /// The format of the locale that an argument names, else of the environment's.
    mutating func localeFormat(_ name: String?) throws(Failure) -> LocaleFormat {
        let name = name ?? environment.locale
        if name.hasSameBytes(as: "en-US") || name.isEmpty { return .english }
        try spend(10)
        if let known = LocaleFormat.known(name) { return known }
        let locale = try LocaleName(name)
        if let known = LocaleFormat.known(locale, as: name) { return known }
        // Asking Foundation costs as much as thousands of additions.
        try spend(40_000)
        return .made(locale, as: name)
    }
}
