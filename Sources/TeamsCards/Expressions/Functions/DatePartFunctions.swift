import JSONKit

/// Parts of a date, and how people call them.
///
/// `month`, `year` and `date` insist on milliseconds and `Z`, as the published tests have it; the others read every
/// form.
enum DatePartFunctions {
    static let table = [
        part("dayOfMonth") { .int($0.day) },
        part("dayOfWeek") { .int($0.weekday) },
        part("dayOfYear") { .int($0.dayOfYear) },
        strictPart("month") { .int($0.month) },
        strictPart("year") { .int($0.year) },
        strictPart("date") { .string("\($0.month)/\($0.day)/\($0.year)") },
        part("getTimeOfDay") { .string(timeOfDay($0)) },
        Builtin("dateReadBack", 2) { (_, arguments) throws(Failure) in
            .string(readBack(try arguments.timestamp(1), from: try arguments.timestamp(0)))
        },
    ]

    private static func part(_ name: String, _ read: @escaping @Sendable (Timestamp) -> Value) -> Builtin {
        Builtin(name, 1) { (_, arguments) throws(Failure) in read(try arguments.timestamp(0)) }
    }

    private static func strictPart(_ name: String, _ read: @escaping @Sendable (Timestamp) -> Value) -> Builtin {
        Builtin(name, 1) { (_, arguments) throws(Failure) in read(try arguments.strictTimestamp(0)) }
    }

    private static func timeOfDay(_ time: Timestamp) -> String {
        switch (time.hour, time.minute) {
        case (0, 0): "midnight"
        case (0..<12, _): "morning"
        case (12, 0): "noon"
        case (12..<18, _): "afternoon"
        case (18..<22, _), (22, 0): "evening"
        default: "night"
        }
    }

    /// A date as seen from another: `tomorrow`, `next Friday`, `15th March 2018`.
    private static func readBack(_ date: Timestamp, from today: Timestamp) -> String {
        let days = date.ticks / Timestamp.ticksPerDay - today.ticks / Timestamp.ticksPerDay
        switch days {
        case 0: return "today"
        case 1: return "tomorrow"
        case -1: return "yesterday"
        default: break
        }
        let name = LocaleFormat.english.weekdays[date.weekday]
        // Weeks begin on Monday.
        let firstDay = -((today.weekday + 6) % 7)
        switch days {
        case firstDay..<firstDay + 7: return "this \(name)"
        case firstDay + 7..<firstDay + 14: return "next \(name)"
        case firstDay - 7..<firstDay: return "last \(name)"
        default: return "\(Ordinal.text(date.day)) \(LocaleFormat.english.months[date.month - 1]) \(date.year)"
        }
    }
}
