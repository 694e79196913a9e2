package import Foundation
import ServiceKit

/// An instant, or the reading of a clock somewhere, in .NET's ticks: units of 100 ns since the first of January of year
/// 1. The years 1 to 9999 exist.
package struct Timestamp: Sendable, Hashable {
    let ticks: Int

    static let ticksPerMillisecond = 10_000
    static let ticksPerSecond = 10_000_000
    static let ticksPerDay = 86_400 * ticksPerSecond
    static let last = 3_155_378_975_999_999_999
    /// The beginning of 1970.
    private static let epoch = daysBefore1970 * ticksPerDay
    private static let daysBefore1970 = 719_162

    /// `nil` outside of the years 1 to 9999.
    init?(ticks: Int) {
        guard (0...Self.last).contains(ticks) else { return nil }
        self.ticks = ticks
    }

    /// `nil` outside of the years 1 to 9999.
    init?(millisecondsSince1970 milliseconds: Int) {
        let (count, isFar) = milliseconds.multipliedReportingOverflow(by: Self.ticksPerMillisecond)
        let (ticks, isFarther) = count.addingReportingOverflow(Self.epoch)
        guard !isFar, !isFarther else { return nil }
        self.init(ticks: ticks)
    }

    /// To the nearest millisecond. `nil` outside of the years 1 to 9999, and for what is no number.
    init?(secondsSince1970 seconds: Double) {
        guard let milliseconds = Int(exactly: (seconds * 1000).rounded()) else { return nil }
        self.init(millisecondsSince1970: milliseconds)
    }

    init?(_ date: Date) { self.init(secondsSince1970: date.timeIntervalSince1970) }

    /// `nil` when there is no such date, or its time of day is none.
    init?(year: Int, month: Int, day: Int, secondOfDay: Int = 0, ticks: Int = 0) {
        guard (1...9999).contains(year), let date = CivilDate(year: year, month: month, day: day),
            (0..<86_400).contains(secondOfDay), (0..<Self.ticksPerSecond).contains(ticks)
        else { return nil }
        let days = date.daysSince1970 + Self.daysBefore1970
        self.init(ticks: days * Self.ticksPerDay + secondOfDay * Self.ticksPerSecond + ticks)
    }

    package var date: Date {
        Date(timeIntervalSince1970: Double((ticks - Self.epoch) / Self.ticksPerMillisecond) / 1000)
    }

    // MARK: Parts

    /// The day, without the time.
    var civil: CivilDate { CivilDate(daysSince1970: ticks / Self.ticksPerDay - Self.daysBefore1970) }

    /// Days since the first of January of year 1.
    var dayNumber: Int { ticks / Self.ticksPerDay }
    /// From 1.
    var dayOfYear: Int { dayNumber - (Timestamp(year: civil.year, month: 1, day: 1)?.dayNumber ?? 0) + 1 }
    var secondOfDay: Int { ticks % Self.ticksPerDay / Self.ticksPerSecond }
    var hour: Int { secondOfDay / 3600 }
    var minute: Int { secondOfDay / 60 % 60 }
    var second: Int { secondOfDay % 60 }
    /// Ticks behind the second.
    var fraction: Int { ticks % Self.ticksPerSecond }

    // MARK: Arithmetic

    /// `nil` when the result lies outside of the years 1 to 9999.
    func adding(ticks count: Int) -> Timestamp? {
        let (sum, overflow) = ticks.addingReportingOverflow(count)
        return overflow ? nil : Timestamp(ticks: sum)
    }

    /// `nil` when the result lies outside of the years 1 to 9999.
    func adding(_ count: Int, unitsOfSeconds seconds: Int) -> Timestamp? {
        let (ticks, overflow) = count.multipliedReportingOverflow(by: seconds * Self.ticksPerSecond)
        return overflow ? nil : adding(ticks: ticks)
    }

    /// The same day so many months later, or the last day of that month.
    func adding(months count: Int) -> Timestamp? {
        // All the years that there are have fewer months.
        guard (-200_000...200_000).contains(count) else { return nil }
        let months = civil.year * 12 + civil.month - 1 + count
        guard months >= 12 else { return nil }
        let year = months / 12
        let month = months % 12 + 1
        return Timestamp(
            year: year, month: month, day: min(civil.day, CivilDate.dayCount(ofMonth: month, in: year)),
            secondOfDay: secondOfDay, ticks: fraction)
    }

    var startOfDay: Timestamp { Timestamp(ticks: ticks - ticks % Self.ticksPerDay) ?? self }

    /// As in `2018-03-15T13:00:00.111Z`.
    var iso: String { DateFormat.text(self, DateFormat.iso, .english) }
}
