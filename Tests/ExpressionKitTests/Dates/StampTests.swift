import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

/// Functions of a stamp, with the value for 29 February 2024, 14:03:07.
private let functions: [(call: String, expected: JSONValue)] = [
    ("date(?)", "2/29/2024"), ("month(?)", 2), ("year(?)", 2024),
    ("dayOfMonth(?)", 29), ("dayOfWeek(?)", 4), ("dayOfYear(?)", 60),
    ("getTimeOfDay(?)", "afternoon"), ("subtractFromTime(?, 1, 'Year', 'yyyy-MM-dd')", "2023-02-28"),
    ("addToTime(?, 1, 'Month', 'yyyy-MM-dd')", "2024-03-29"), ("addDays(?, 1, 'dd.MM')", "01.03"),
    ("addHours(?, 10, 'dd HH')", "01 00"), ("addMinutes(?, -4, 'HH:mm')", "13:59"),
    ("addSeconds(?, 53, 'HH:mm:ss')", "14:04:00"), ("startOfDay(?)", "2024-02-29T00:00:00.000Z"),
    ("startOfHour(?)", "2024-02-29T14:00:00.000Z"), ("startOfMonth(?)", "2024-02-01T00:00:00.000Z"),
    ("div(ticks(?), 10000000)", 63_844_812_187),
    ("div(dateTimeDiff(?, '2024-02-29T14:03:06Z'), 10000000)", 1),
    ("convertFromUTC(?, 'Asia/Tokyo', 'yyyy-MM-dd HH:mm:ss')", "2024-02-29 23:03:07"),
    ("formatDateTime(?, 's')", "2024-02-29T14:03:07"), ("isDateTime(?)", true),
    ("dateReadBack(?, '2024-03-01')", "tomorrow"),
]

@Suite("Stamps")
struct StampTests {
    @Test(
        "of any precision are read by every function",
        arguments: [
            "2024-02-29T14:03:07Z", "2024-02-29T14:03:07.1Z", "2024-02-29T14:03:07.12Z", "2024-02-29T14:03:07.123Z",
            "2024-02-29T14:03:07.1234Z", "2024-02-29T14:03:07.12345Z", "2024-02-29T14:03:07.123456Z",
            "2024-02-29T14:03:07.1234567Z", "2024-02-29T14:03:07.12345678Z", "2024-02-29T14:03:07.999999999Z",
            "2024-02-29T16:03:07.5+02:00", "2024-02-29T09:03:07-05:00", "2024-02-29T14:03:07+00:00",
            "2024-02-29T14:03:07", "2024-02-29t14:03:07z",
        ])
    func precision(stamp: String) throws {
        for (call, expected) in functions {
            let value = try AdaptiveExpression(call.replacing("?", with: "'\(stamp)'")).evaluate([:]).asJSON
            #expect(PublishedCases.agree(value, expected), "\(call) is \(value), not \(expected)")
        }
    }

    @Test("keep up to seven digits of a second, and what stands behind them is cut off")
    func digits() throws {
        for (written, kept) in [
            ("07", "0700000"), ("4117934", "4117934"), ("41179349", "4117934"), ("999999999", "9999999"),
        ] {
            let source = "formatDateTime('2026-08-17T07:41:58.\(written)Z', 'fffffff')"
            #expect(try AdaptiveExpression(source).evaluate([:]) == .json(.string(kept)))
        }
    }

    @Test(
        "of no day, no time or no zone are errors that show them",
        arguments: [
            "2023-02-29", "2024-00-01", "2024-13-01", "2024-01-00", "2024-01-32", "0000-01-01", "10000-01-01",
            "2024-01-01T24:00:00Z", "2024-01-01T12:60:00Z", "2024-01-01T12:00:60Z", "2024-01-01T12:00:00.Z",
            "2024-01-01T12:00:00.1234567890Z", "2024-01-01T12:00:00+24:00", "2024-01-01T12:00:00+1:00", "2024-01-01T",
            "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "", " ", "tomorrow", "１２-01-2024",
            String(repeating: "2024-01-01T12:00:00Z", count: 10),
        ])
    func wrong(stamp: String) throws {
        for function in ["date", "month", "year", "formatDateTime", "ticks", "startOfDay"] {
            let error = try #require(throws: ExpressionError.self, "\(function)('\(stamp.prefix(40))')") {
                try AdaptiveExpression("\(function)('\(stamp)')").evaluate([:])
            }
            #expect(error.message.contains("'\(stamp.prefix(40))' is no date; \(function) takes one such as"))
        }
    }

    @Test("can be written and read again")
    func roundTrips() throws {
        var numbers = SeededGenerator(2026)
        for _ in 0..<2000 {
            let time = try #require(Timestamp(ticks: Int.random(in: 0...Timestamp.last, using: &numbers)))
            #expect(Timestamp(DateFormat.text(time, "yyyy-MM-ddTHH:mm:ss.fffffffZ", .english)) == time)
            #expect((1...366).contains(time.dayOfYear))
        }
        #expect(Timestamp(ticks: Timestamp.last)?.iso == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(ticks: 0)?.iso == "0001-01-01T00:00:00.000Z")
        #expect(Timestamp(ticks: Timestamp.last)?.dayOfYear == 365)
    }
}
