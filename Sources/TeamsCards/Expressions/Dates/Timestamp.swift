import Foundation

/// An instant, or the reading of a clock somewhere, in .NET's ticks: units of 100 ns since the first of January of year
/// 1. The years 1 to 9999 exist.
struct Timestamp: Sendable, Hashable {
    let ticks: Int

    static let ticksPerSecond = 10_000_000
    static let ticksPerDay = 86_400 * ticksPerSecond
    static let epoch = 621_355_968_000_000_000
    static let last = 3_155_378_975_999_999_999

    /// `nil` outside of the years 1 to 9999.
    init?(ticks: Int) {
        guard (0...Self.last).contains(ticks) else { return nil }
        self.ticks = ticks
    }

    init?(_ date: Date) {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        guard let whole = Int(exactly: milliseconds), abs(whole) < 1 << 52 else { return nil }
        self.init(ticks: Self.epoch + whole * 10_000)
    }

    /// `nil` when there is no such date.
    init?(year: Int, month: Int, day: Int, secondOfDay: Int = 0, ticks: Int = 0) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else {
            return nil
        }
        let days = Self.days(before: year, month, day)
        self.init(ticks: days * Self.ticksPerDay + secondOfDay * Self.ticksPerSecond + ticks)
    }

    var date: Date { Date(timeIntervalSince1970: Double((ticks - Self.epoch) / 10_000) / 1000) }

    // MARK: Parts

    private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func days(in month: Int, of year: Int) -> Int {
        month == 2 && isLeap(year) ? 29 : lengths[month - 1]
    }

    /// Days from the first of January of year 1.
    private static func days(before year: Int, _ month: Int, _ day: Int) -> Int {
        let years = year - 1
        var days = years * 365 + years / 4 - years / 100 + years / 400 + day - 1
        for earlier in 1..<month { days += Self.days(in: earlier, of: year) }
        return days
    }

    var year: Int { civil.year }
    var month: Int { civil.month }
    var day: Int { civil.day }

    var civil: (year: Int, month: Int, day: Int) {
        var days = ticks / Self.ticksPerDay
        let cycles = days / 146_097
        days %= 146_097
        let centuries = min(days / 36_524, 3)
        days -= centuries * 36_524
        let fours = days / 1461
        days %= 1461
        let years = min(days / 365, 3)
        days -= years * 365
        let year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
        var month = 1
        while days >= Self.days(in: month, of: year) {
            days -= Self.days(in: month, of: year)
            month += 1
        }
        return (year, month, days + 1)
    }

    var dayOfYear: Int { ticks / Self.ticksPerDay - Self.days(before: year, 1, 1) + 1 }
    /// 0 is Sunday.
    var weekday: Int { (ticks / Self.ticksPerDay + 1) % 7 }
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

    /// The same day so many months later, or the last day of that month.
    func adding(months count: Int) -> Timestamp? {
        guard abs(count) < 200_000 else { return nil }
        let (year, month, day) = civil
        let months = year * 12 + month - 1 + count
        guard months >= 12 else { return nil }
        let (newYear, newMonth) = (months / 12, months % 12 + 1)
        guard newYear <= 9999 else { return nil }
        return Timestamp(
            year: newYear, month: newMonth, day: min(day, Self.days(in: newMonth, of: newYear)),
            secondOfDay: secondOfDay, ticks: fraction)
    }

    var startOfDay: Timestamp { Timestamp(ticks: ticks - ticks % Self.ticksPerDay) ?? self }

    /// As in `2018-03-15T13:00:00.111Z`.
    var iso: String { DateFormat.text(self, DateFormat.iso, .english) }
}
