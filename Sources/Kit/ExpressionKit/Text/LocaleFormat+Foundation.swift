import Foundation

extension LocaleFormat {
    /// What Foundation knows of a locale. Years, months and days are those of the Gregorian calendar everywhere.
    convenience init(reading name: LocaleName) {
        let locale = Locale(identifier: name.text + "@calendar=gregorian")
        var calendar = Calendar(identifier: .gregorian)
        calendar.locale = locale
        let corrections = LocaleCorrections(name)
        self.init(
            numbers: NumberMarks(reading: locale), months: MonthNames(reading: calendar),
            weekdays: calendar.standaloneWeekdaySymbols, shortWeekdays: calendar.shortStandaloneWeekdaySymbols,
            morning: corrections.morning ?? calendar.amSymbol.withPlainSpaces,
            afternoon: corrections.afternoon ?? calendar.pmSymbol.withPlainSpaces,
            era: calendar.eraSymbols.last ?? "",
            patterns: DatePatterns(reading: locale, calendar: calendar, corrections: corrections))
    }
}

extension MonthNames {
    fileprivate init(reading calendar: Calendar) {
        self.init(
            alone: calendar.standaloneMonthSymbols, shortAlone: calendar.shortStandaloneMonthSymbols,
            besideDay: calendar.monthSymbols, shortBesideDay: calendar.shortMonthSymbols)
    }
}

extension NumberMarks {
    fileprivate init(reading locale: Locale) {
        let formatter = NumberFormatter()
        formatter.locale = locale
        formatter.numberStyle = .decimal
        // How large the groups are is told by a number that has three of them.
        let groups = 1_234_567_890.formatted(.number.locale(locale)).split { !$0.isWholeNumber }.map(\.count)
        let first = groups.count > 1 ? groups[groups.count - 1] : 3
        self.init(
            // Newer data use a narrow no-break space, which the published engines write as a no-break space.
            group: (locale.groupingSeparator ?? ",").replacing("\u{202F}", with: "\u{A0}"),
            point: locale.decimalSeparator ?? ".", minus: formatter.minusSign, firstGroup: first,
            otherGroups: groups.count > 2 ? groups[groups.count - 2] : first)
    }
}

extension DatePatterns {
    fileprivate init(reading locale: Locale, calendar: Calendar, corrections: LocaleCorrections) {
        let formatter = DateFormatter()
        formatter.locale = locale
        formatter.calendar = calendar
        formatter.timeZone = .gmt
        func pattern(_ date: DateFormatter.Style, _ time: DateFormatter.Style) -> ICUPattern {
            formatter.dateStyle = date
            formatter.timeStyle = time
            return ICUPattern(formatter.dateFormat ?? "")
        }
        func pattern(_ fields: String) -> ICUPattern {
            ICUPattern(DateFormatter.dateFormat(fromTemplate: fields, options: 0, locale: locale) ?? fields)
        }
        self.init(
            shortDate: pattern(.short, .none).date(isShort: true),
            longDate: corrections.longDate(pattern(.full, .none).date()),
            shortTime: corrections.time(pattern(.none, .short).time),
            longTime: corrections.time(pattern(.none, .medium).time),
            monthDay: pattern("MMMMd").date(), yearMonth: pattern("yMMMM").date())
    }
}

/// Where Foundation's data are Apple's own and .NET's are Unicode's, on which the language of expressions stands.
private struct LocaleCorrections {
    private let name: LocaleName

    init(_ name: LocaleName) { self.name = name }

    var morning: String? { name.language == "hi" ? "am" : nil }
    var afternoon: String? { name.language == "hi" ? "pm" : nil }

    func longDate(_ pattern: String) -> String {
        switch name.language {
        // 2026年1月5日月曜日
        case "ja": return pattern.replacing("日 d", with: "日d")
        case "zh":
            let script = Locale.Language(identifier: name.text).maximalIdentifier
            return script.contains("Hans") ? pattern.replacing("日 d", with: "日d") : pattern
        // No second comma, before the year.
        case "ar": return pattern.replacing("MMMM،", with: "MMMM")
        default: return pattern
        }
    }

    /// Morning and afternoon stand behind the time.
    func time(_ pattern: String) -> String {
        guard name.language == "hi", pattern.hasPrefix("tt ") else { return pattern }
        return pattern.dropFirst(3) + " tt"
    }
}

extension String {
    /// With plain spaces for those that do not break.
    fileprivate var withPlainSpaces: String { replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ") }
}
