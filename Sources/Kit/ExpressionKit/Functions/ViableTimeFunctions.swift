import JSONKit
import ServiceKit

/// The nearest date or time that fits a pattern: `XXXX-12-24`, `TXX:40:20`.
enum ViableTimeFunctions {
    static let table = [
        Builtin("getNextViableDate", 1...2) { (evaluation, arguments) throws(Failure) in
            try date(&evaluation, arguments, direction: 1)
        },
        Builtin("getPreviousViableDate", 1...2) { (evaluation, arguments) throws(Failure) in
            try date(&evaluation, arguments, direction: -1)
        },
        Builtin("getNextViableTime", 1...2) { (evaluation, arguments) throws(Failure) in
            try time(&evaluation, arguments, direction: 1)
        },
        Builtin("getPreviousViableTime", 1...2) { (evaluation, arguments) throws(Failure) in
            try time(&evaluation, arguments, direction: -1)
        },
    ]

    private static func today(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Timestamp {
        let now = try evaluation.now()
        return arguments.count > 1 ? try evaluation.clock(in: try arguments.string(1), at: now) : now
    }

    private static func text(_ arguments: Arguments) throws(Failure) -> String {
        if case .timex(let text) = arguments[0] { text } else { try arguments.string(0) }
    }

    /// The month and day in the nearest year that has them. Today is neither before nor after today.
    private static func date(
        _ evaluation: inout Evaluation, _ arguments: Arguments, direction: Int
    ) throws(Failure) -> Value {
        let parts = try text(arguments).split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "XXXX", let month = Timex.twoDigits(parts[1]),
            let day = Timex.twoDigits(parts[2]), (1...12).contains(month),
            (1...CivilDate.dayCount(ofMonth: month, in: 2000)).contains(day)
        else { throw arguments.failure(0, "a date without a year, as in XXXX-12-24") }
        let today = try today(&evaluation, arguments).startOfDay
        var year = today.civil.year
        for _ in 0..<16 {
            if let date = Timestamp(year: year, month: month, day: day),
                direction > 0 ? date.ticks >= today.ticks : date.ticks <= today.ticks
            {
                return .string(DateFormat.text(date, "yyyy-MM-dd", .english))
            }
            year += direction
        }
        throw .range("there is no such date near the present")
    }

    /// The minute and second in the nearest hour.
    private static func time(
        _ evaluation: inout Evaluation, _ arguments: Arguments, direction: Int
    ) throws(Failure) -> Value {
        let parts = try text(arguments).split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "TXX", let minute = Timex.twoDigits(parts[1]),
            let second = Timex.twoDigits(parts[2]), minute < 60, second < 60
        else { throw arguments.failure(0, "a time without an hour, as in TXX:12:00") }
        let now = try today(&evaluation, arguments)
        let (wanted, current) = (minute * 60 + second, now.minute * 60 + now.second)
        var hour = now.hour
        if direction > 0, wanted < current { hour += 1 }
        if direction < 0, wanted >= current { hour -= 1 }
        let clock = [(hour + 24) % 24, minute, second].map { DateFormat.padded($0, 2) }
        return .string("T" + clock.joined(separator: ":"))
    }
}
