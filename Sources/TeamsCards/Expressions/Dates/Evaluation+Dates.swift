import Foundation
import JSONKit

extension Arguments {
    /// An instant, in whatever form.
    func timestamp(_ place: Int) throws(Failure) -> Timestamp {
        if case .date(let date) = self[place], let timestamp = Timestamp(date) { return timestamp }
        guard case .json(.string(let text)) = self[place], let timestamp = Timestamp(text) else {
            throw failure(place, "a date such as 2018-03-15T13:00:00.000Z")
        }
        return timestamp
    }

    /// An instant in the one form with milliseconds and `Z`, on which the published tests insist for this function.
    func strictTimestamp(_ place: Int) throws(Failure) -> Timestamp {
        if case .date(let date) = self[place], let timestamp = Timestamp(date) { return timestamp }
        guard case .json(.string(let text)) = self[place], let timestamp = Timestamp(strictly: text) else {
            throw failure(place, "a date of the form 2018-03-15T13:00:00.000Z, with milliseconds and Z")
        }
        return timestamp
    }

    /// The result as text: the argument at `place` may be a format, the next one a locale.
    func formatted(
        _ time: Timestamp?, at place: Int, in evaluation: inout Evaluation, else fallback: String = DateFormat.iso
    ) throws(Failure) -> Value {
        guard let time else { throw .range("the result lies outside of the years 1 to 9999") }
        let format = try option(place)
        let locale = try evaluation.localeFormat(try option(place + 1))
        let used = format ?? fallback
        try evaluation.check(textBytes: used.utf8.count.multipliedReportingOverflow(by: 16).partialValue)
        try evaluation.spend(used.utf8.count)
        return .string(DateFormat.text(time, used, locale))
    }
}

extension Evaluation {
    /// The present, of the environment.
    func now() throws(Failure) -> Timestamp {
        guard let now = environment.now else {
            throw Failure(
                .environment, "this expression needs the clock: pass an environment that has it, such as .system")
        }
        guard let timestamp = Timestamp(now()) else { throw .range("the clock is outside of the years 1 to 9999") }
        return timestamp
    }

    /// Seconds ahead of UTC in a zone, named by IANA or by Windows.
    mutating func offset(of zone: String, at time: Timestamp) throws(Failure) -> Int {
        try spend(100)
        guard zone.utf8.count <= 64,
            let seconds = environment.secondsFromUTC(WindowsTimeZones.iana(zone), time.date)
        else { throw .value("'\(zone.prefix(64))' is no time zone; a zone is written like Europe/Berlin") }
        return seconds
    }

    /// What a clock in a zone shows at an instant.
    mutating func clock(in zone: String, at time: Timestamp) throws(Failure) -> Timestamp {
        let offset = try offset(of: zone, at: time)
        guard let local = time.adding(ticks: offset * Timestamp.ticksPerSecond) else {
            throw .range("the result lies outside of the years 1 to 9999")
        }
        return local
    }
}
