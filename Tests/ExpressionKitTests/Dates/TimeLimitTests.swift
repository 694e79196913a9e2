import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

/// Times that no calendar has, as the number of arithmetic steps that would have to be checked.
private let extremes = [
    "9223372036854775807", "-9223372036854775807 - 1", "9223372036854775807 - 1", "4503599627370496",
    "-4503599627370496", "1e300", "-1e300", "1785135600000", "-62135596801", "253402300800", "0.5", "-0.5", "0", "-1",
    "9007199254740993", "922337203685477580", "922337203685477", "200000", "-200000", "119988", "-119988",
]

private let calls =
    [
        "formatEpoch(n)", "formatTicks(n)", "ticksToDays(n)", "ticksToHours(n)", "ticksToMinutes(n)",
        "addDays('2024-02-29', n)", "addHours('2024-02-29', n)", "addMinutes('2024-02-29', n)",
        "addSeconds('2024-02-29', n)", "addOrdinal(n)", "formatNumber(n, 2)", "formatNumber(1.5, n)",
        "formatNumber(n, 20, 'hi-IN')", "dateTimeDiff(formatEpoch(n), '2024-02-29')",
    ]
    + ["Year", "Month", "Week", "Day", "Hour", "Minute", "Second"].flatMap { unit in
        [
            "addToTime('0001-01-01', n, '\(unit)')", "subtractFromTime('9999-12-31', n, '\(unit)')",
            "getFutureTime(n, '\(unit)')", "getPastTime(n, '\(unit)')",
        ]
    }

@Suite("Times that cannot be")
struct TimeLimitTests {
    private static func environment(now: Date, secondsFromUTC: Int = 0) -> ExpressionEnvironment {
        ExpressionEnvironment(now: { now }, secondsFromUTC: { _, _ in secondsFromUTC })
    }

    @Test("end with a value or an error", arguments: calls)
    func bounded(call: String) throws {
        var values = 0
        for number in extremes {
            let source = call.replacing("n)", with: "\(literal(number)))").replacing("n,", with: "\(literal(number)),")
            do {
                _ = try AdaptiveExpression(source).evaluate(
                    [:], environment: Self.environment(now: .init(timeIntervalSince1970: 0)))
                values += 1
            } catch {
                #expect(error.code == .range || error.code == .value, "\(source): \(error.message)")
            }
        }
        #expect(values > 0, "\(call) never has a value")
    }

    /// Numbers with an exponent are not part of the language, but of data.
    private func literal(_ number: String) -> String { number.contains("e") ? "float('\(number)')" : "(\(number))" }

    @Test("say where the years end, and that milliseconds look like it")
    func milliseconds() throws {
        for (source, hint) in [
            ("formatEpoch(1785135600000)", true), ("formatEpoch(-1785135600000)", true),
            ("formatEpoch(9223372036854775807)", false), ("formatEpoch(float('1e300'))", false),
        ] {
            let error = try #require(throws: ExpressionError.self) { try AdaptiveExpression(source).evaluate([:]) }
            #expect(error.code == .range)
            #expect(error.message.contains("the time lies outside of the years 1 to 9999"))
            #expect(error.message.contains("divided by 1000") == hint, "\(error.message)")
        }
        let source = "getFutureTime(-9223372036854775807 - 1, 'Month')"
        let error = try #require(throws: ExpressionError.self) {
            try AdaptiveExpression(source).evaluate([:], environment: Self.environment(now: .now))
        }
        #expect(error.message.contains("outside of the years 1 to 9999"))
        #expect(error.column == 1)
    }

    @Test("come from no clock, no date in the data and no zone")
    func outside() throws {
        for seconds in [1e300, -1e300, .infinity, .nan, 253_402_300_800, -62_135_596_801, 1e15, 4.5e12] {
            let date = Date(timeIntervalSince1970: seconds)
            for source in ["utcNow()", "getPastTime(1, 'Day')", "getNextViableTime('TXX:00:00')"] {
                #expect(throws: ExpressionError.self) {
                    try AdaptiveExpression(source).evaluate([:], environment: Self.environment(now: date))
                }
            }
            #expect(Timestamp(date) == nil)
        }
        for offset in [Int.max, Int.min, 1 << 40, -(1 << 40)] {
            let environment = Self.environment(now: .now, secondsFromUTC: offset)
            for source in ["convertFromUTC('2024-01-01', 'a/b')", "convertToUTC('2024-01-01', 'a/b')"] {
                #expect(throws: ExpressionError.self) {
                    try AdaptiveExpression(source).evaluate([:], environment: environment)
                }
            }
        }
    }

    @Test(
        "in no zone",
        arguments: [
            "", "Pacific Time", "Mars/Olympus", "../../etc/passwd", "\u{212A}orea Standard Time", "Europe/Berlin\u{0}",
            String(repeating: "Europe/Berlin", count: 10),
        ])
    func zones(name: String) throws {
        for function in ["convertFromUTC", "convertToUTC"] {
            let error = try #require(throws: ExpressionError.self) {
                try AdaptiveExpression("\(function)('2024-01-01T00:00:00', zone)").evaluate(["zone": .string(name)])
            }
            #expect(error.message.contains("'\(name.prefix(64))' is no time zone"))
            #expect(error.message.contains("Europe/Berlin"))
        }
    }

    @Test(
        "in no format take too long", arguments: ["d", "D", "M", "MMM'd'", "MMM.", "'", "\\", "t", "/", "%", "é", "g"])
    func formats(unit: String) throws {
        for locale in ["en-US", "ru-RU", "my-MM"] {
            let make = { (count: Int) in
                JSONValue.object(["format": .string(String(repeating: unit, count: count))])
            }
            let expression = try AdaptiveExpression("formatDateTime('2026-01-05', format, '\(locale)')")
            try expectLinear("\(unit) in \(locale)", size: 4000, of: make) { _ = try expression.evaluate($0) }
            let long = try expression.evaluate(make(100_000 / unit.utf8.count)).asJSON.stringValue
            #expect(try #require(long).utf8.count <= 100_000 * DateFormat.maxBytesPerLetter)
        }
    }

    @Test("in a pattern have digits only")
    func patterns() throws {
        let environment = Self.environment(now: Date(timeIntervalSince1970: 0))
        for source in [
            "getNextViableDate('XXXX-+1-01')", "getNextViableDate('XXXX-02-30')", "getPreviousViableDate('XXXX-1-1')",
            "getNextViableTime('TXX:+1:00')", "getPreviousViableTime('TXX:60:00')", "getNextViableTime('TXX:00:00:00')",
            "resolve('T+1:00')", "resolve('2024-+1-01')", "resolve('2024-13-01')",
        ] {
            #expect(throws: ExpressionError.self, "\(source)") {
                try AdaptiveExpression(source).evaluate([:], environment: environment)
            }
        }
    }
}
