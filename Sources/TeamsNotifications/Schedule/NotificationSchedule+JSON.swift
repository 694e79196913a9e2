internal import Foundation
package import JSONKit
internal import ServiceKit

extension NotificationSchedule: StrictlyDecodable {
    package init(from reader: inout StrictReader) throws(StrictError) {
        self = try reader.exactlyOne(
            of: StrictAlternative("at") { (instant: WrittenInstant) in NotificationSchedule(.at(instant.date)) },
            StrictAlternative("localTime", reading: Self.local), StrictAlternative("cron", reading: Self.cron),
            StrictAlternative("every", reading: Self.every))
    }

    private static func local(_ reader: inout StrictReader) throws(StrictError) -> NotificationSchedule {
        let text: String = try reader.required("localTime")
        guard let time = LocalDateTime(text) else { throw reader.error(at: "localTime", "must be \(localTimeShape)") }
        return NotificationSchedule(.local(time, fallbackZone: try reader.required("fallbackTimeZone", .timeZone)))
    }

    private static func cron(_ reader: inout StrictReader) throws(StrictError) -> NotificationSchedule {
        let text: String = try reader.required("cron")
        let cron: CronExpression
        do {
            cron = try CronExpression(text)
        } catch {
            throw reader.error(at: "cron", error.message)
        }
        return NotificationSchedule(.cron(cron, zone: try reader.required("timeZone", .timeZone)))
    }

    private static func every(_ reader: inout StrictReader) throws(StrictError) -> NotificationSchedule {
        let text: String = try reader.required("every")
        guard let period = Duration(iso8601: text) else {
            throw reader.error(
                at: "every",
                "must be an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as PT30S or P1D")
        }
        guard periods.contains(period) else { throw reader.error(at: "every", periodProblem) }
        return NotificationSchedule(.every(period))
    }

    /// As the API writes it; null for at once, which is what an absent schedule means.
    package var json: JSONValue {
        switch kind {
        case .now: .null
        case .at(let date): ["at": .string(WrittenInstant(date: date).text)]
        case .local(let time, let zone):
            ["localTime": .string(time.description), "fallbackTimeZone": .string(zone)]
        case .cron(let cron, let zone): ["cron": .string(cron.text), "timeZone": .string(zone)]
        case .every(let period): ["every": .string(period.iso8601)]
        }
    }
}

extension StrictRule<String> {
    /// A zone that this system knows.
    static var timeZone: StrictRule { StrictRule { ZoneDatabase.problem($0) } }
}

/// An instant as RFC 3339 writes it, from 1970 to 9999, in whole milliseconds.
struct WrittenInstant: StrictScalar {
    static let expectation = "an instant with its zone, such as 2026-11-28T09:00:00Z"
    let date: Date

    init(date: Date) { self.date = date }

    init?(strict json: JSONValue) {
        guard case .string(let text) = json, text.utf8.count <= 64, let time = ISO8601Time(text),
            (0..<253_402_300_800).contains(time.secondsSince1970)
        else { return nil }
        date = Date(timeIntervalSince1970: Double(time.millisecondsSince1970) / 1000)
    }

    var text: String {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        let whole = Int(exactly: min(max(milliseconds, 0), 253_402_300_799_999)) ?? 0
        return ISO8601Time(millisecondsSince1970: whole).text(fractionDigits: whole % 1000 == 0 ? 0 : 3)
    }
}
