import Foundation
import TestSupport
import Testing

@testable import ServiceKit

private let days: [(days: Int, year: Int, month: Int, day: Int, weekday: Int)] = [
    (0, 1970, 1, 1, 4),
    (-1, 1969, 12, 31, 3),
    (11_016, 2000, 2, 29, 2),
    (11_017, 2000, 3, 1, 3),
    (19_782, 2024, 2, 29, 4),
    (-25_509, 1900, 2, 28, 3),
    (-25_508, 1900, 3, 1, 4),
    (47_540, 2100, 2, 28, 0),
    (47_541, 2100, 3, 1, 1),
    (-719_468, 0, 3, 1, 3),
    (-719_528, 0, 1, 1, 6),
    (-719_529, -1, 12, 31, 5),
    (2_932_896, 9999, 12, 31, 5),
]

@Test(arguments: days)
func dayHasOneDate(days: Int, year: Int, month: Int, day: Int, weekday: Int) throws {
    let date = CivilDate(daysSince1970: days)
    #expect(date.year == year && date.month == month && date.day == day)
    #expect(date.weekday == weekday)
    #expect(try #require(CivilDate(year: year, month: month, day: day)) == date)
}

@Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0),
    (2024, 1, 32),
    (.max, 1, 1), (.min, 1, 1), (2024, .max, 1), (2024, 1, .min),
])
func dateThatNoCalendarHasIsNone(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
}

/// Over 10,000 years either way. Foundation agrees where it uses this calendar too: from 1582 on.
@Test func datesGoThereAndBack() throws {
    var random = SeededGenerator()
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    for _ in 0..<20_000 {
        let seconds = Int.random(in: -378_000_000_000...253_000_000_000, using: &random)
        let time = CivilTime(secondsSince1970: seconds)
        let back = CivilTime(
            year: time.date.year, month: time.date.month, day: time.date.day, hour: time.hour, minute: time.minute,
            second: time.second)
        #expect(back == time, "seed \(random.seed): \(seconds)")
        let next = CivilDate(daysSince1970: time.date.daysSince1970 + 1)
        #expect(next.weekday == (time.date.weekday + 1) % 7 && next > time.date, "seed \(random.seed): \(seconds)")
        guard time.date.year >= 0 else { continue }
        let iso = ISO8601Time(secondsSince1970: seconds, nanoseconds: Int.random(in: 0..<1_000_000_000, using: &random))
        #expect(ISO8601Time(iso.text(fractionDigits: 9)) == iso, "seed \(random.seed): \(seconds)")
        guard time.date.year > 1582 else { continue }
        let parts = calendar.dateComponents(
            [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(seconds)))
        #expect(
            parts.year == time.date.year && parts.month == time.date.month && parts.day == time.date.day
                && parts.weekday == time.date.weekday + 1, "seed \(random.seed): \(seconds)")
    }
}

@Test func extremeNumbersAreDatesToo() {
    for number in [Int.min, .min + 1, .max - 1, .max] {
        let date = CivilDate(daysSince1970: number)
        #expect((1...12).contains(date.month) && (1...31).contains(date.day) && (0...6).contains(date.weekday))
        let time = CivilTime(secondsSince1970: number)
        #expect((0...23).contains(time.hour) && (0...59).contains(time.minute) && (0...59).contains(time.second))
        #expect(!time.httpText.isEmpty)
        for offset in [Int.min, 0, .max] {
            let iso = ISO8601Time(secondsSince1970: number, nanoseconds: number, offsetSeconds: offset)
            #expect(!iso.text(fractionDigits: number).isEmpty)
            #expect(iso.millisecondsSince1970 == (number < 0 ? .min : .max))
            #expect(!ISO8601Time(millisecondsSince1970: number, offsetSeconds: offset).text(fractionDigits: 3).isEmpty)
        }
        #expect(ISO8601Time(millisecondsSince1970: number).millisecondsSince1970 == number)
    }
}

private let instants: [(text: String, milliseconds: Int, offset: Int)] = [
    ("1970-01-01T00:00:00Z", 0, 0),
    ("2026-11-20T08:00:00.1230000Z", 1_795_161_600_123, 0),
    ("2026-11-20t09:00:00,123+01:00", 1_795_161_600_123, 3600),
    ("2026-11-20 02:30:00.1239999-05:30", 1_795_161_600_123, -19_800),
    ("1969-12-31T23:59:59.999z", -1, 0),
    ("2016-12-31T23:59:60Z", 1_483_228_800_000, 0),
]

@Test(arguments: instants)
func instantsAreRead(text: String, milliseconds: Int, offset: Int) throws {
    let time = try #require(ISO8601Time(text))
    #expect(time.millisecondsSince1970 == milliseconds)
    #expect(time.offsetSeconds == offset)
}

@Test(arguments: [
    "", "Z", "2026-11-20", "2026-11-20T08:00Z", "2026-11-20T08:00:00", "2026-11-20T08:00:00.Z", "2026-11-20T08:00:00.1",
    "2026-11-20T24:00:00Z", "2026-11-20T08:60:00Z", "2026-11-20T08:00:61Z", "2026-02-30T08:00:00Z",
    "2026-11-20T08:00:00+24:00", "2026-11-20T08:00:00+01:60", "2026-11-20T08:00:00+0100", "2026-11-20T08:00:00ZZ",
    "+026-11-20T08:00:00Z", "2026-11-20T08:00:00.١Z", "2026‑11‑20T08:00:00Z",
])
func textThatIsNoInstantIsNone(text: String) { #expect(ISO8601Time(text) == nil) }

@Test func instantsAreWritten() {
    let time = ISO8601Time(millisecondsSince1970: 1_795_161_600_123, offsetSeconds: -19_800)
    #expect(time.text(fractionDigits: 3) == "2026-11-20T02:30:00.123-05:30")
    #expect(time.text(fractionDigits: 0) == "2026-11-20T02:30:00-05:30")
    #expect(ISO8601Time(millisecondsSince1970: -1).text(fractionDigits: 7) == "1969-12-31T23:59:59.9990000Z")
    #expect(ISO8601Time(secondsSince1970: -62_167_219_201).text(fractionDigits: 0) == "-0001-12-31T23:59:59Z")
    #expect(ISO8601Time(secondsSince1970: 253_402_300_800).text(fractionDigits: 0) == "10000-01-01T00:00:00Z")
}

private let now = CivilTime(secondsSince1970: 1_795_161_600)  // 2026

@Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
    ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Friday, 20-Nov-76 08:00:00 GMT", 3_373_084_800),
    ("Friday, 20-Nov-77 08:00:00 GMT", 248_860_800),
])
func httpDatesAreRead(text: String, seconds: Int) throws {
    let time = try #require(CivilTime(httpText: text, now: now))
    #expect(time.secondsSince1970 == seconds)
    #expect(try #require(CivilTime(httpText: time.httpText, now: now)) == time)
}

@Test(arguments: [
    "", "GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
    "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun Nov  6 08:49:37 94",
])
func textThatIsNoHTTPDateIsNone(text: String) { #expect(CivilTime(httpText: text, now: now) == nil) }

@Test func readingATimeIsLinear() {
    expectLinear("a long fraction", size: 20_000) {
        "2026-11-20T08:00:00." + String(repeating: "1", count: $0) + "Z"
    } in: {
        #expect(ISO8601Time($0) != nil)
    }
    expectLinear("many words", size: 20_000) {
        String(repeating: "a ", count: $0)
    } in: {
        #expect(CivilTime(httpText: $0, now: now) == nil)
    }
}
