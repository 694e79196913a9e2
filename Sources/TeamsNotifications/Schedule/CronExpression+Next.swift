package import Foundation
internal import ServiceKit

extension CronExpression {
    /// The first time after an instant at which a zone's clocks show what the expression says. Of a time that they show
    /// twice, when they are set back, only the first counts; one that they leap over comes at the leap.
    /// - Returns: nil after the year 9999.
    package func next(after instant: Date, in zone: ZoneRules) -> Date? {
        let seconds = Int(min(max(instant.timeIntervalSince1970, 0), 253_402_300_799).rounded(.down))
        var local = zone.localSeconds(at: seconds) + 1
        // In an hour that is shown again, everything up to its end has been.
        if let shown = zone.localSecondsBeforeChange(before: seconds), local < shown { local = shown }
        while let match = firstMatch(fromLocal: local) {
            let found = zone.instant(ofLocal: match)
            if found > seconds { return Date(timeIntervalSince1970: Double(found)) }
            local = match + 1
        }
        return nil
    }

    /// The same, by the zone's name; nil also when nobody knows the zone.
    package func next(after instant: Date, in zone: String) -> Date? {
        ZoneDatabase.rules(of: zone).flatMap { next(after: instant, in: $0) }
    }

    /// The first time that fits and is not earlier, in seconds as a clock shows them.
    private func firstMatch(fromLocal local: Int) -> Int? {
        let start = CivilTime(secondsSince1970: local)
        if matches(start.date), let time = firstTime(from: start) {
            return start.date.daysSince1970 * 86_400 + time
        }
        guard let day = firstDay(from: CivilDate(daysSince1970: start.date.daysSince1970 + 1)),
            let time = firstTime(hour: 0, minute: 0, second: 0)
        else { return nil }
        return day.daysSince1970 * 86_400 + time
    }

    private func firstDay(from start: CivilDate) -> CivilDate? {
        var date = start
        while date.year <= 9999 {
            guard let month = month.first(from: date.month), month <= 12 else {
                guard let next = CivilDate(year: date.year + 1, month: 1, day: 1) else { return nil }
                date = next
                continue
            }
            if month != date.month {
                guard let next = CivilDate(year: date.year, month: month, day: 1) else { return nil }
                date = next
            }
            if matches(date) { return date }
            date = CivilDate(daysSince1970: date.daysSince1970 + 1)
        }
        return nil
    }

    private func matches(_ date: CivilDate) -> Bool {
        guard month.contains(date.month) else { return false }
        let isDay =
            day.contains(date.day)
            || (day.includesLastDay && date.day == CivilDate.dayCount(ofMonth: date.month, in: date.year))
        let isWeekday = weekday.contains(date.weekday)
        return isEitherDay ? isDay || isWeekday : isDay && isWeekday
    }

    private func firstTime(from time: CivilTime) -> Int? {
        firstTime(hour: time.hour, minute: time.minute, second: time.second)
    }

    /// The first time of a day that fits and is not earlier, in seconds since its midnight.
    private func firstTime(hour: Int, minute: Int, second: Int) -> Int? {
        guard let nextHour = self.hour.first(from: hour) else { return nil }
        if nextHour == hour, let nextMinute = self.minute.first(from: minute) {
            if nextMinute == minute, let nextSecond = self.second.first(from: second) {
                return hour * 3600 + minute * 60 + nextSecond
            }
            let later = nextMinute == minute ? self.minute.first(from: minute + 1) : nextMinute
            if let later, let first = self.second.first(from: 0) { return hour * 3600 + later * 60 + first }
        }
        let later = nextHour == hour ? self.hour.first(from: hour + 1) : nextHour
        guard let later, let firstMinute = self.minute.first(from: 0), let firstSecond = self.second.first(from: 0)
        else { return nil }
        return later * 3600 + firstMinute * 60 + firstSecond
    }

    /// Whether any year has such a day. Within 400 years every day of the year, 29 February too, is every weekday.
    var comes: Bool {
        if isEitherDay || day.includesLastDay { return true }
        return (1...12).contains { number in
            month.contains(number) && (day.first(from: 1) ?? 32) <= CivilDate.dayCount(ofMonth: number, in: 2000)
        }
    }
}
