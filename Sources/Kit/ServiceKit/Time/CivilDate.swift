/// A day of the proleptic Gregorian calendar, without any locale or database of time zones.
///
/// - SeeAlso: [Howard Hinnant's algorithms](https://howardhinnant.github.io/date_algorithms.html)
package struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970.
    package let daysSince1970: Int
    /// The year; 0 is the one before 1.
    package let year: Int
    /// 1 to 12.
    package let month: Int
    /// 1 to 31.
    package let day: Int

    /// The day that is so many days after 1 January 1970.
    package init(daysSince1970 days: Int) {
        daysSince1970 = days
        // Eras of 400 years from 1 March. 1 January 1970 is day 135080 of era 4; added after the division, lest it
        // overflow.
        var (era, dayOfEra) = days.flooredQuotientAndRemainder(by: Self.daysPerEra)
        era += 4
        dayOfEra += 135_080
        if dayOfEra >= Self.daysPerEra {
            era += 1
            dayOfEra -= Self.daysPerEra
        }
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The day with these numbers; nil when the calendar has none, or when the year is beyond 100 million either way.
    package init?(year: Int, month: Int, day: Int) {
        guard (-100_000_000...100_000_000).contains(year), (1...12).contains(month),
            (1...Self.dayCount(ofMonth: month, in: year)).contains(day)
        else { return nil }
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).flooredQuotientAndRemainder(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSince1970 = (era - 4) * Self.daysPerEra - 135_080 + dayOfEra
        self.year = year
        self.month = month
        self.day = day
    }

    /// 0 for a Sunday, 6 for a Saturday.
    package var weekday: Int { (daysSince1970.flooredQuotientAndRemainder(by: 7).remainder + 4) % 7 }

    /// How many days a month has, 1 to 12.
    package static func dayCount(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool { left.daysSince1970 < right.daysSince1970 }

    private static let daysPerEra = 146_097
}

extension Int {
    /// The quotient rounded down, and what is left, which is never negative. `divisor` is positive.
    func flooredQuotientAndRemainder(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
