package import Foundation
internal import ServiceKit

/// A date and a time of day without a zone: `2026-11-28T09:00`.
public struct LocalDateTime: Sendable, Hashable, CustomStringConvertible {
    /// The year, from 1970 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59.
    public let second: Int

    /// A date and a time of day; nil when no calendar has it.
    public init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int = 0) {
        guard (1970...9999).contains(year), (0...59).contains(second),
            CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second) != nil
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// Reads `2026-11-28T09:00` or `2026-11-28T09:00:30`, and nothing else: what names a zone is an instant already.
    public init?(_ text: String) {
        let bytes = Array(text.utf8.prefix(20))
        guard bytes.count == 16 || bytes.count == 19 else { return nil }
        let shape = Array("0000-00-00T00:00:00".utf8.prefix(bytes.count))
        for (byte, wanted) in zip(bytes, shape) {
            guard wanted == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == wanted else { return nil }
        }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        self.init(
            year: number(0..<4), month: number(5..<7), day: number(8..<10), hour: number(11..<13),
            minute: number(14..<16), second: bytes.count == 19 ? number(17..<19) : 0)
    }

    /// As it is written: `2026-11-28T09:00`.
    public var description: String {
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        let time = "T\(padded(hour, 2)):\(padded(minute, 2))"
        return date + time + (second == 0 ? "" : ":\(padded(second, 2))")
    }

    /// Its distance from the beginning of 1970 on a clock that shows UTC.
    package var secondsAsUTC: Int {
        let days = CivilDate(year: year, month: month, day: day)?.daysSince1970 ?? 0
        return days * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// When the clocks of a zone show it: the first time of two, and for a time that they leap over the moment of the
    /// leap.
    package func instant(in zone: ZoneRules) -> Date {
        Date(timeIntervalSince1970: Double(zone.instant(ofLocal: secondsAsUTC)))
    }

    /// When the clocks of a zone show it, by the zone's name; nil when nobody knows the zone.
    package func instant(in zone: String) -> Date? { ZoneDatabase.rules(of: zone).map(instant(in:)) }

    /// When it begins to be this time anywhere, and when the last clocks show it.
    package var worldwide: ClosedRange<Date> {
        let utc = Date(timeIntervalSince1970: Double(secondsAsUTC))
        return utc.addingTimeInterval(-14 * 3600)...utc.addingTimeInterval(12 * 3600)
    }
}
