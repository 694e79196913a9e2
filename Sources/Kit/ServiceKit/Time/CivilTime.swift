/// A day and a time of day in UTC, or on another clock whose distance from UTC its owner knows.
package struct CivilTime: Hashable, Comparable, Sendable {
    /// The second, counted from the beginning of 1970.
    package let secondsSince1970: Int
    /// The day.
    package let date: CivilDate
    /// 0 to 23.
    package var hour: Int { secondOfDay / 3600 }
    /// 0 to 59.
    package var minute: Int { secondOfDay / 60 % 60 }
    /// 0 to 59.
    package var second: Int { secondOfDay % 60 }

    private let secondOfDay: Int

    /// The second that is so many seconds after the beginning of 1970.
    package init(secondsSince1970 seconds: Int) {
        secondsSince1970 = seconds
        let (days, rest) = seconds.flooredQuotientAndRemainder(by: 86_400)
        date = CivilDate(daysSince1970: days)
        secondOfDay = rest
    }

    /// The time with these numbers; nil when no day has it. The second 60 is the first one of the next minute: a leap
    /// second.
    package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard let date = CivilDate(year: year, month: month, day: day), (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        self.init(secondsSince1970: date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second)
    }

    package static func < (left: CivilTime, right: CivilTime) -> Bool { left.secondsSince1970 < right.secondsSince1970 }
}

/// The digits of a number that is not negative, with zeros in front up to `width`.
package func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
