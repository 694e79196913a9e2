import Foundation
import LockKit

/// How a locale writes numbers and dates. English is built in; other locales are Foundation's, asked for by name, so
/// that the settings of the machine never matter.
struct LocaleFormat: Sendable {
    /// Those that were asked for: they never change.
    fileprivate static let known = Mutex<[String: LocaleFormat]>([:])

    let group: String
    let point: String
    let months: [String]
    let shortMonths: [String]
    /// From Sunday.
    let weekdays: [String]
    let shortWeekdays: [String]
    let morning: String
    let afternoon: String

    static let english = LocaleFormat(
        group: ",", point: ".",
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ],
        shortMonths: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        shortWeekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        morning: "AM", afternoon: "PM")

    /// The format of a locale such as `de-DE`. One that nobody knows is an error.
    init(named name: String) throws(Failure) {
        let identifier = name.replacing("_", with: "-")
        let language = String(identifier.prefix { $0 != "-" }).lowercased()
        let plainEnglish = ["en", "en-us", "en-gb", "en-ca", "en-au", "en-nz", "en-ie"]
        if plainEnglish.contains(identifier.lowercased()) || language.isEmpty {
            self = .english
            return
        }
        guard (2...3).contains(language.utf8.count), name.utf8.count <= 40,
            Locale.LanguageCode(language).isISOLanguage
        else { throw .value("'\(name.prefix(40))' is no locale; a locale is written like de-DE") }
        let locale = Locale(identifier: identifier)
        var calendar = Calendar(identifier: .gregorian)
        calendar.locale = locale
        // Newer data use a narrow no-break space, which the published engines write as a no-break space.
        group = (locale.groupingSeparator ?? ",").replacing("\u{202F}", with: "\u{A0}")
        point = locale.decimalSeparator ?? "."
        months = calendar.monthSymbols
        shortMonths = calendar.shortMonthSymbols
        weekdays = calendar.weekdaySymbols
        shortWeekdays = calendar.shortWeekdaySymbols
        morning = calendar.amSymbol
        afternoon = calendar.pmSymbol
    }

    private init(
        group: String, point: String, months: [String], shortMonths: [String], weekdays: [String],
        shortWeekdays: [String], morning: String, afternoon: String
    ) {
        self.group = group
        self.point = point
        self.months = months
        self.shortMonths = shortMonths
        self.weekdays = weekdays
        self.shortWeekdays = shortWeekdays
        self.morning = morning
        self.afternoon = afternoon
    }
}

extension Evaluation {
    /// The format of the locale that an argument names, else of the environment's.
    mutating func localeFormat(_ name: String?) throws(Failure) -> LocaleFormat {
        let name = name ?? environment.locale
        if name == "en-US" { return .english }
        try spend(10)
        if let known = LocaleFormat.known.withLock({ $0[name] }) { return known }
        // Asking Foundation costs as much as thousands of additions.
        try spend(20_000)
        let format = try LocaleFormat(named: name)
        LocaleFormat.known.withLock { if $0.count < 256 { $0[name] = format } }
        return format
    }
}
