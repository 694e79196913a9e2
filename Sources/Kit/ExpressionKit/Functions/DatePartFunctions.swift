import JSONKit
import ServiceKit

/// Parts of a date, and how people call them.
enum DatePartFunctions {
    static let table = [
        part("dayOfMonth") { .int($0.civil.day) },
        part("dayOfWeek") { .int($0.civil.weekday) },
        part("dayOfYear") { .int($0.dayOfYear) },
        part("month") { .int($0.civil.month) },
        part("year") { .int($0.civil.year) },
        part("date") { .string("\($0.civil.month)/\($0.civil.day)/\($0.civil.year)") },
        part("getTimeOfDay") { .string(timeOfDay($0)) },
        Builtin("dateReadBack", 2) { (_, arguments) throws(Failure) in
            .string(readBack(try arguments.timestamp(1), from: try arguments.timestamp(0)))
        },
    ]

    private static func part(_ name: String, _ read: @escaping @Sendable (Timestamp) -> Value) -> Builtin {
        Builtin(name, 1) { (_, arguments) throws(Failure) in read(try arguments.timestamp(0)) }
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
        let days = date.dayNumber - today.dayNumber
        switch days {
        case 0: return "today"
        case 1: return "tomorrow"
        case -1: return "yesterday"
        default: break
        }
        let name = LocaleFormat.english.weekdays[date.civil.weekday]
        // Weeks begin on Monday.
        let firstDay = -((today.civil.weekday + 6) % 7)
        switch days {
        case firstDay..<firstDay + 7: return "this \(name)"
        case firstDay + 7..<firstDay + 14: return "next \(name)"
        case firstDay - 7..<firstDay: return "last \(name)"
        default:
            let day = date.civil
            return "\(Ordinal.text(day.day)) \(LocaleFormat.english.months.alone[day.month - 1]) \(day.year)"
        }
    }
}
