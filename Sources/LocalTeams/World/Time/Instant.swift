internal import Foundation

/// A point in time on the world's clock, with the resolution that Teams' message ids have.
struct Instant: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    var milliseconds: Int64

    init(milliseconds: Int64) { self.milliseconds = milliseconds }

    static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    static func + (left: Instant, right: Duration) -> Instant {
        let (seconds, attoseconds) = right.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        let milliseconds = overflow ? Int64.max : whole + attoseconds / 1_000_000_000_000_000
        let (sum, tooFar) = left.milliseconds.addingReportingOverflow(milliseconds)
        return Instant(milliseconds: tooFar ? .max : sum)
    }
}

extension Instant {
    /// The latest instant that can be written with four digits of a year: 9999-12-31T23:59:59.999Z.
    static let latest = Instant(milliseconds: 253_402_300_799_999)

    /// `2026-11-20T08:00:00.123Z`, as the control plane writes instants.
    var text: String { "\(dateAndTime(offsetSeconds: 0)).\(fraction)Z" }

    /// `2026-11-20T08:00:00.1230000Z`, as Teams writes `timestamp`.
    var timestamp: String { "\(dateAndTime(offsetSeconds: 0)).\(fraction)0000Z" }

    /// `2026-11-20T09:00:00.123+01:00`, as Teams writes `localTimestamp`.
    func localTimestamp(in zone: String) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let offset = TimeZone(identifier: zone)?.secondsFromGMT(for: date) ?? 0
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        return
            "\(dateAndTime(offsetSeconds: offset)).\(fraction)\(sign)\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    /// Reads what ``text`` writes, with or without a fraction, in UTC (`Z`) or with an offset.
    init?(text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[10] | 0x20 == UInt8(ascii: "t"),
            (1...12).contains(month), (1...Self.dayCount(year: year, month: month)).contains(day), hour < 24,
            minute < 60,
            second < 61
        else { return nil }
        var place = 19
        var fraction = 0
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            var scale = 100
            place += 1
            let start = place
            while let digit = number(place..<place + 1) {
                fraction += digit * scale
                scale /= 10
                place += 1
            }
            guard place > start else { return nil }
        }
        var offsetMinutes = 0
        switch bytes[min(place, bytes.count)...].first {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            guard place + 1 == bytes.count else { return nil }
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard let hours = number(place + 1..<place + 3), let minutes = number(place + 4..<place + 6),
                place + 6 == bytes.count
            else { return nil }
            offsetMinutes = (hours * 60 + minutes) * (bytes[place] == UInt8(ascii: "-") ? -1 : 1)
        default: return nil
        }
        let days = Self.days(year: year, month: month, day: day)
        let seconds = days * 86400 + hour * 3600 + (minute - offsetMinutes) * 60 + second
        milliseconds = Int64(seconds) * 1000 + Int64(fraction)
        // Message ids are milliseconds since 1970, and a year has four digits.
        guard milliseconds >= 0, self <= .latest else { return nil }
    }

    private static func dayCount(year: Int, month: Int) -> Int {
        let next = month == 12 ? (year + 1, 1) : (year, month + 1)
        return days(year: next.0, month: next.1, day: 1) - days(year: year, month: month, day: 1)
    }

    private var fraction: String { padded(Int(((milliseconds % 1000) + 1000) % 1000), 3) }

    private func dateAndTime(offsetSeconds: Int) -> String {
        let seconds = Int((Double(milliseconds) / 1000).rounded(.down)) + offsetSeconds
        let days = Int((Double(seconds) / 86400).rounded(.down))
        let time = seconds - days * 86400
        let (year, month, day) = Self.civil(days: days)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
            + "T\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
    }

    private func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Days since 1970-01-01 of a date of the Gregorian calendar
    /// ([days_from_civil](https://howardhinnant.github.io/date_algorithms.html)).
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The other way round (civil_from_days).
    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m + (m < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }
}
