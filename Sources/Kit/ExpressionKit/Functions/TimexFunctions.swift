import JSONKit

/// What a time expression says.
enum TimexFunctions {
    static let table = [
        test("isDefinite") { $0.isDefinite },
        test("isTime") { $0.isTime },
        test("isDuration") { $0.hasDuration },
        test("isDate") { $0.isDate },
        test("isTimeRange") { $0.isTimeRange },
        test("isDateRange") { $0.isDateRange },
        test("isPresent") { $0.isNow },
        Builtin("resolve", 1, resolve),
    ]

    private static func timex(_ arguments: Arguments) throws(Failure) -> Timex {
        switch arguments[0] {
        case .timex(let text), .json(.string(let text)): return Timex(String(text.prefix(100)))
        case .json(.object(let object)):
            if case .string(let text)? = object["timex"] { return Timex(String(text.prefix(100))) }
            throw arguments.failure(0, "a time expression such as 2020-12-24")
        default: throw arguments.failure(0, "a time expression such as 2020-12-24")
        }
    }

    private static func test(_ name: String, _ holds: @escaping @Sendable (Timex) -> Bool) -> Builtin {
        Builtin(name, 1) { (_, arguments) throws(Failure) in .bool(holds(try timex(arguments))) }
    }

    /// A date, a time of day or both, all of which must be written.
    private static func resolve(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let timex = try timex(arguments)
        let parts = [timex.calendarDay, timex.clock].compactMap(\.self)
        let isComplete = timex.calendarDay != nil || !timex.isDate && !timex.isDateRange && !timex.isNow
        guard isComplete, !parts.isEmpty else {
            throw arguments.failure(0, "a date or a time of day in which nothing is left open")
        }
        return .string(parts.joined(separator: " "))
    }
}
