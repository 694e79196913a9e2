internal import Foundation
internal import ServiceKit

/// A point in time on the world's clock, with the resolution that Teams' message ids have.
struct Instant: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    var milliseconds: Int64

    init(milliseconds: Int64) { self.milliseconds = milliseconds }

    static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    static func + (left: Instant, right: Duration) -> Instant {
        let (sum, tooFar) = left.milliseconds.addingReportingOverflow(Int64(right.wholeMilliseconds))
        return Instant(milliseconds: tooFar ? .max : sum)
    }
}

extension Instant {
    /// The latest instant that can be written with four digits of a year: 9999-12-31T23:59:59.999Z.
    static let latest = Instant(milliseconds: 253_402_300_799_999)

    /// `2026-11-20T08:00:00.123Z`, as the control plane writes instants.
    var text: String { ISO8601Time(millisecondsSince1970: Int(milliseconds)).text(fractionDigits: 3) }

    /// `2026-11-20T08:00:00.1230000Z`, as Teams writes `timestamp`.
    var timestamp: String { ISO8601Time(millisecondsSince1970: Int(milliseconds)).text(fractionDigits: 7) }

    /// `2026-11-20T09:00:00.123+01:00`, as Teams writes `localTimestamp`.
    func localTimestamp(in zone: String) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let offset = TimeZone(identifier: zone)?.secondsFromGMT(for: date) ?? 0
        let time = ISO8601Time(millisecondsSince1970: Int(milliseconds), offsetSeconds: offset)
        let text = time.text(fractionDigits: 3)
        return offset == 0 ? "\(text.dropLast())+00:00" : text
    }

    /// Reads what ``text`` writes, with or without a fraction, in UTC (`Z`) or with an offset.
    init?(text: String) {
        guard !text.utf8.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }),
            let time = ISO8601Time(text)
        else { return nil }
        milliseconds = Int64(time.millisecondsSince1970)
        // Message ids are milliseconds since 1970, and a year has four digits.
        guard milliseconds >= 0, self <= .latest else { return nil }
    }
}
