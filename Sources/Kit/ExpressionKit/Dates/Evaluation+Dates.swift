import Foundation
import JSONKit

extension Arguments {
    /// An instant, in whatever form.
    /// - Parameter keepsClock: whether an offset is left aside: what the clock shows counts.
    func timestamp(_ place: Int, keepsClock: Bool = false) throws(Failure) -> Timestamp {
        switch self[place] {
        case .date(let date):
            guard let timestamp = Timestamp(date) else { throw .range("the date lies outside of the years 1 to 9999") }
            return timestamp
        case .json(.string(let text)):
            guard let timestamp = Timestamp(text, keepsClock: keepsClock) else {
                throw .value("'\(text.prefix(40))' is no date; \(function) takes one such as 2018-03-15T13:00:00.000Z")
            }
            return timestamp
        default: throw failure(place, "a date such as 2018-03-15T13:00:00.000Z")
        }
    }

    /// The result as text: the argument at `place` may be a format, the next one a locale. Without a format it is ISO
    /// 8601, which is the same in every locale.
    func formatted(
        _ time: Timestamp?, at place: Int, in evaluation: inout Evaluation, else fallback: String = DateFormat.iso
    ) throws(Failure) -> Value {
        guard let time else { throw .yearOutOfRange }
        let name = try option(place + 1)
        guard let format = try option(place) else {
            // A locale that does not exist is an error all the same.
            if name != nil { _ = try evaluation.localeFormat(name) }
            return .string(DateFormat.text(time, fallback, .english))
        }
        let locale = try evaluation.localeFormat(name)
        // The published test wants AM or PM where no locale is asked for; .NET's short time is for those who ask.
        let isHalfOfDay = format == "t" && name == nil && evaluation.environment.locale == "en-US"
        let size = format.utf8.count.multipliedReportingOverflow(by: DateFormat.maxBytesPerLetter)
        try evaluation.check(textBytes: size.overflow ? .max : size.partialValue)
        try evaluation.spend(format.utf8.count)
        return .string(DateFormat.text(time, isHalfOfDay ? "tt" : format, locale))
    }
}

extension Failure {
    /// .NET's calendar ends there.
    static let yearOutOfRange = Failure.range("the result lies outside of the years 1 to 9999")
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
        // Names are printable ASCII. Foundation takes some others for names that it has seen: one with a NUL behind it.
        guard zone.utf8.count <= 64, zone.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
            let seconds = environment.secondsFromUTC(WindowsTimeZones.iana(zone), time.date)
        else {
            throw .value(
                "'\(zone.prefix(64))' is no time zone; a zone is written like Europe/Berlin, or as Windows does, "
                    + "like W. Europe Standard Time")
        }
        return seconds
    }

    /// What a clock in a zone shows at an instant.
    mutating func clock(in zone: String, at time: Timestamp) throws(Failure) -> Timestamp {
        let offset = try offset(of: zone, at: time)
        guard let local = time.adding(offset, unitsOfSeconds: 1) else { throw .yearOutOfRange }
        return local
    }
}
