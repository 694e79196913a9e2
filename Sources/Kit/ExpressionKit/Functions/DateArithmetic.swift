import JSONKit

/// Earlier and later.
enum DateArithmetic {
    static let table = [
        adding("addDays", "Day"), adding("addHours", "Hour"), adding("addMinutes", "Minute"),
        adding("addSeconds", "Second"),
        Builtin("addToTime", 3...5) { (evaluation, arguments) throws(Failure) in
            let time = try arguments.timestamp(0)
            let later = try moved(time, by: try arguments.whole(1), unit: try arguments.string(2))
            return try arguments.formatted(later, at: 3, in: &evaluation)
        },
        Builtin("subtractFromTime", 3...5) { (evaluation, arguments) throws(Failure) in
            let time = try arguments.timestamp(0)
            let earlier = try moved(time, by: try negative(arguments.whole(1)), unit: try arguments.string(2))
            return try arguments.formatted(earlier, at: 3, in: &evaluation)
        },
        Builtin("getFutureTime", 2...4) { (evaluation, arguments) throws(Failure) in
            let count = try arguments.whole(0)
            let later = try moved(try evaluation.now(), by: count, unit: try arguments.string(1))
            return try arguments.formatted(later, at: 2, in: &evaluation)
        },
        Builtin("getPastTime", 2...4) { (evaluation, arguments) throws(Failure) in
            let count = try negative(arguments.whole(0))
            let earlier = try moved(try evaluation.now(), by: count, unit: try arguments.string(1))
            return try arguments.formatted(earlier, at: 2, in: &evaluation)
        },
        Builtin("dateTimeDiff", 2) { (_, arguments) throws(Failure) in
            .int(try arguments.timestamp(0).ticks - (try arguments.timestamp(1).ticks))
        },
        Builtin("ticks", 1) { (_, arguments) throws(Failure) in .int(try arguments.timestamp(0).ticks) },
        converting("ticksToDays", 86_400), converting("ticksToHours", 3600), converting("ticksToMinutes", 60),
    ]

    private static func negative(_ count: Int) throws(Failure) -> Int {
        guard count != .min else { throw .yearOutOfRange }
        return -count
    }

    private static func adding(_ name: String, _ unit: String) -> Builtin {
        Builtin(name, 2...4) { (evaluation, arguments) throws(Failure) in
            let later = try moved(try arguments.timestamp(0), by: try arguments.whole(1), unit: unit)
            return try arguments.formatted(later, at: 2, in: &evaluation)
        }
    }

    private static func converting(_ name: String, _ seconds: Int) -> Builtin {
        Builtin(name, 1) { (_, arguments) throws(Failure) in
            try .double(Double(try arguments.whole(0)) / Double(seconds * Timestamp.ticksPerSecond))
        }
    }

    private static let seconds = ["Week": 604_800, "Day": 86_400, "Hour": 3600, "Minute": 60, "Second": 1]

    /// `nil` when the result lies outside of the years that exist.
    private static func moved(_ time: Timestamp, by count: Int, unit: String) throws(Failure) -> Timestamp? {
        switch unit {
        case "Year":
            let (months, overflow) = count.multipliedReportingOverflow(by: 12)
            return overflow ? nil : time.adding(months: months)
        case "Month": return time.adding(months: count)
        default:
            guard let seconds = seconds[unit] else {
                throw .value(
                    "'\(unit.prefix(40))' is no unit of time; there are Year, Month, Week, Day, Hour, Minute and Second"
                )
            }
            return time.adding(count, unitsOfSeconds: seconds)
        }
    }
}
