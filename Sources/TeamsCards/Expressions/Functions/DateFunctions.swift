import JSONKit

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
            let start = time.startOfDay.adding(ticks: time.hour * 3600 * Timestamp.ticksPerSecond)
            return try arguments.formatted(start, at: 1, in: &evaluation)
        },
        Builtin("startOfMonth", 1...3) { (evaluation, arguments) throws(Failure) in
            let time = try arguments.timestamp(0)
            return try arguments.formatted(
                Timestamp(year: time.year, month: time.month, day: 1), at: 1, in: &evaluation)
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
        let milliseconds = (try arguments.number(0).double * 1000).rounded()
        guard let whole = Int(exactly: milliseconds), abs(whole) < 1 << 52 else {
            throw .range("the time lies outside of the years 1 to 9999")
        }
        return try arguments.formatted(
            Timestamp(ticks: Timestamp.epoch + whole * 10_000), at: 1, in: &evaluation)
    }

    /// From what a clock in a zone shows to the instant.
    private static func convertToUTC(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        guard let local = Timestamp(try arguments.string(0), keepsClock: true) else {
            throw arguments.failure(0, "a date such as 2018-03-15T13:00:00.000")
        }
        let zone = try arguments.string(1)
        // The offset of the instant is found from the offset near it: right except where clocks are being changed.
        let near = try evaluation.offset(of: zone, at: local)
        let guess = local.adding(ticks: -near * Timestamp.ticksPerSecond) ?? local
        let offset = try evaluation.offset(of: zone, at: guess)
        return try arguments.formatted(
            local.adding(ticks: -offset * Timestamp.ticksPerSecond), at: 2, in: &evaluation)
    }
}
