import JSONKit
import ServiceKit

/// Dates as text, and parts of a day.
enum DateFunctions {
    static let table = [
        Builtin("formatDateTime", 1...3) { (evaluation, arguments) throws(Failure) in
            try arguments.formatted(try arguments.timestamp(0), at: 1, in: &evaluation)
        },
        Builtin("formatEpoch", 1...3, formatEpoch),
        Builtin("formatTicks", 1...3) { (evaluation, arguments) throws(Failure) in
            try arguments.formatted(Timestamp(ticks: try arguments.whole(0)), at: 1, in: &evaluation)
        },
        Builtin("utcNow", 0...2) { (evaluation, arguments) throws(Failure) in
            try arguments.formatted(try evaluation.now(), at: 0, in: &evaluation)
        },
        Builtin("startOfDay", 1...3) { (evaluation, arguments) throws(Failure) in
            try arguments.formatted(try arguments.timestamp(0).startOfDay, at: 1, in: &evaluation)
        },
        Builtin("startOfHour", 1...3) { (evaluation, arguments) throws(Failure) in
            let time = try arguments.timestamp(0)
            return try arguments.formatted(
                time.startOfDay.adding(time.hour, unitsOfSeconds: 3600), at: 1, in: &evaluation)
        },
        Builtin("startOfMonth", 1...3) { (evaluation, arguments) throws(Failure) in
            let day = try arguments.timestamp(0).civil
            return try arguments.formatted(
                Timestamp(year: day.year, month: day.month, day: 1), at: 1, in: &evaluation)
        },
        Builtin("convertFromUTC", 2...4) { (evaluation, arguments) throws(Failure) in
            let time = try arguments.timestamp(0)
            let local = try evaluation.clock(in: try arguments.string(1), at: time)
            return try arguments.formatted(local, at: 2, in: &evaluation, else: DateFormat.clock)
        },
        Builtin("convertToUTC", 2...4, convertToUTC),
    ]

    /// Seconds since 1970.
    private static func formatEpoch(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let seconds = try arguments.number(0).double
        guard let time = Timestamp(secondsSince1970: seconds) else {
            let isMilliseconds = Timestamp(secondsSince1970: seconds / 1000) != nil
            throw .range(
                "the time lies outside of the years 1 to 9999: formatEpoch takes seconds since 1970"
                    + (isMilliseconds ? ", and these look like milliseconds, to be divided by 1000" : ""))
        }
        return try arguments.formatted(time, at: 1, in: &evaluation)
    }

    /// From what a clock in a zone shows to the instant.
    private static func convertToUTC(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let local = try arguments.timestamp(0, keepsClock: true)
        let zone = try arguments.string(1)
        // The offset of the instant is found from the offset near it: right except where clocks are being changed.
        let near = try evaluation.offset(of: zone, at: local)
        let guess = earlier(local, by: near) ?? local
        let offset = try evaluation.offset(of: zone, at: guess)
        return try arguments.formatted(earlier(local, by: offset), at: 2, in: &evaluation)
    }

    private static func earlier(_ time: Timestamp, by seconds: Int) -> Timestamp? {
        seconds == .min ? nil : time.adding(-seconds, unitsOfSeconds: 1)
    }
}
