import Foundation
import TestSupport
import Testing

@testable import TeamsNotifications

private func text(_ date: Date?) -> String { date.map { WrittenInstant(date: $0).text } ?? "never" }

@Test(arguments: [
    // five fields
    ("* * * * *", "UTC", "2026-11-28T10:00:30Z", "2026-11-28T10:01:00Z"),
    ("0 9 * * 1-5", "Europe/Paris", "2026-11-27T08:00:00Z", "2026-11-30T08:00:00Z"),
    ("0 9 * * MON-FRI", "Europe/Paris", "2026-11-27T07:59:59Z", "2026-11-27T08:00:00Z"),
    ("*/15 8-18 * * *", "UTC", "2026-11-28T18:45:00Z", "2026-11-29T08:00:00Z"),
    ("5/20 * * * *", "UTC", "2026-11-28T10:45:00Z", "2026-11-28T11:05:00Z"),
    ("10-40/10 * * * *", "UTC", "2026-11-28T10:40:00Z", "2026-11-28T11:10:00Z"),
    ("0 0 1 jan,jul *", "UTC", "2026-02-01T00:00:00Z", "2026-07-01T00:00:00Z"),
    ("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z"),
    ("0 0 31 * *", "UTC", "2026-01-31T00:00:00Z", "2026-03-31T00:00:00Z"),
    ("0 17 L * *", "UTC", "2027-02-01T00:00:00Z", "2027-02-28T17:00:00Z"),
    ("0 17 15,L * *", "UTC", "2027-02-15T17:00:00Z", "2027-02-28T17:00:00Z"),
    ("0 0 * * 0", "UTC", "2026-11-28T00:00:00Z", "2026-11-29T00:00:00Z"),
    ("0 0 * * 7", "UTC", "2026-11-28T00:00:00Z", "2026-11-29T00:00:00Z"),
    ("0 0 * * fri-sun", "UTC", "2026-11-28T00:00:00Z", "2026-11-29T00:00:00Z"),
    ("0 0 * * */2", "UTC", "2026-11-28T00:00:00Z", "2026-11-29T00:00:00Z"),
    ("0\t0   1  * ?", "UTC", "2026-11-28T00:00:00Z", "2026-12-01T00:00:00Z"),
    // both fields of days: either of five, both of six
    ("0 0 13 * 5", "UTC", "2026-11-28T00:00:00Z", "2026-12-04T00:00:00Z"),
    ("0 0 0 13 * 5", "UTC", "2026-11-28T00:00:00Z", "2027-08-13T00:00:00Z"),
    ("0 0 */2 * 5", "UTC", "2026-11-28T00:00:00Z", "2026-12-11T00:00:00Z"),
    ("0 0 0 29 2 1", "UTC", "2026-11-28T00:00:00Z", "2044-02-29T00:00:00Z"),
    // six fields
    ("*/30 * * * * *", "UTC", "2026-11-28T10:00:00Z", "2026-11-28T10:00:30Z"),
    ("*/30 * * * * *", "UTC", "2026-11-28T10:00:29.999Z", "2026-11-28T10:00:30Z"),
    ("59 59 23 31 12 *", "UTC", "2026-12-31T23:59:59Z", "2027-12-31T23:59:59Z"),
    ("0 */5 * * * *", "UTC", "2026-11-28T23:55:00Z", "2026-11-29T00:00:00Z"),
    // names
    ("@hourly", "UTC", "2026-11-28T10:00:00Z", "2026-11-28T11:00:00Z"),
    ("@Daily", "Asia/Kolkata", "2026-11-28T10:00:00Z", "2026-11-28T18:30:00Z"),
    ("@weekly", "UTC", "2026-11-28T10:00:00Z", "2026-11-29T00:00:00Z"),
    ("@monthly", "UTC", "2026-11-28T10:00:00Z", "2026-12-01T00:00:00Z"),
    ("@yearly", "UTC", "2026-11-28T10:00:00Z", "2027-01-01T00:00:00Z"),
    // clocks set forward: the leap; set back: once
    ("30 2 * * *", "Europe/Paris", "2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z"),
    ("*/30 2 * * *", "Europe/Paris", "2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z"),
    ("30 2 * * *", "Europe/Paris", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z"),
    ("30 2 * * *", "Europe/Paris", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
    ("* * * * *", "Europe/Paris", "2026-10-25T00:59:00Z", "2026-10-25T02:00:00Z"),
    ("0 9 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z", "2011-12-30T10:00:00Z"),
    ("0 9 * * 1-5", "W. Europe Standard Time", "2026-11-27T08:00:00Z", "2026-11-30T08:00:00Z"),
    // the end of the calendar
    ("0 0 1 1 *", "UTC", "9999-06-01T00:00:00Z", "never"),
])
func cronComesNext(_ expression: String, in zone: String, after: String, at expected: String) throws {
    #expect(text(try CronExpression(expression).next(after: try date(after), in: zone)) == expected)
}

@Test(arguments: [
    ("", "five fields"), ("* * * *", "has 4"), ("* * * * * * *", "has 7"), ("60 * * * *", "minutes has 60"),
    ("* 24 * * *", "hours has 24"), ("* * 0 * *", "day of the month has 0"), ("* * 32 * *", "day of the month has 32"),
    ("* * * 13 *", "month has 13"), ("* * * * 8", "day of the week has 8"), ("60 * * * * *", "seconds has 60"),
    ("a * * * *", "minutes has \"a\""), ("* * * foo *", "a name such as feb"), ("* * * * Sunday", "a name such as mon"),
    ("5-1 * * * *", "goes backwards"), ("* 22-2 * * *", "goes backwards"), ("*/0 * * * *", "the step \"0\""),
    ("*/60 * * * *", "the step \"60\""), ("*/x * * * *", "the step \"x\""), ("1/2/3 * * * *", "more than one step"),
    ("1,,2 * * * *", "empty place"), (", * * * *", "empty place"), ("1-2-3 * * * *", "no range"), ("- * * * *", "\"\""),
    ("? * * * *", "minutes has \"?\""), ("* * LW * *", "\"LW\""), ("* * L/2 * *", "step after L"),
    ("* * * * 5L", "\"5L\""), ("* * * * 2#1", "\"2#1\""), ("+1 * * * *", "\"+1\""), ("１ * * * *", "minutes"),
    ("0 0 30 2 *", "never comes"), ("0 0 31 2,4,6,9,11 *", "never comes"), ("0 0 0 30 2 1", "never comes"),
    ("@reboot", "@daily"), ("99999999999999999999 * * * *", "minutes"), (String(repeating: "1,", count: 200), "256"),
])
func badCronIsToldWithItsField(_ expression: String, _ words: String) {
    let error = #expect(throws: NotificationError.self) { try CronExpression(expression) }
    #expect(error?.code == .invalid)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
}

@Test func eitherDayAlwaysComes() throws {
    #expect(
        text(try CronExpression("0 0 30 2 1").next(after: try date("2026-11-28T00:00:00Z"), in: "UTC"))
            == "2027-02-01T00:00:00Z")
}

/// Against a clock that is read second by second.
@Test func randomExpressionsComeWhenTheirFieldsSay() throws {
    var random = SeededGenerator(20_261_128)
    func field(_ range: ClosedRange<Int>) -> (text: String, numbers: Set<Int>) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return ("*", Set(range))
        case 1:
            let number = Int.random(in: range, using: &random)
            return ("\(number)", [number])
        case 2:
            let ends = [Int.random(in: range, using: &random), Int.random(in: range, using: &random)].sorted()
            let step = Int.random(in: 1...7, using: &random)
            return ("\(ends[0])-\(ends[1])/\(step)", Set(stride(from: ends[0], through: ends[1], by: step)))
        default:
            let numbers = (0..<3).map { _ in Int.random(in: range, using: &random) }
            return (numbers.map(String.init).joined(separator: ","), Set(numbers))
        }
    }
    for _ in 0..<200 {
        let (seconds, minutes, hours) = (field(0...59), field(0...59), field(0...23))
        let cron = try CronExpression("\(seconds.text) \(minutes.text) \(hours.text) * * *")
        let start = 1_795_000_000 + Int.random(in: 0..<86_400, using: &random)
        let expected = (start + 1...start + 2 * 86_400).first { second in
            seconds.numbers.contains(second % 60) && minutes.numbers.contains(second / 60 % 60)
                && hours.numbers.contains(second / 3600 % 24)
        }
        let found = cron.next(after: Date(timeIntervalSince1970: Double(start)), in: "UTC")
        #expect(found == expected.map { Date(timeIntervalSince1970: Double($0)) }, "\(cron.text) after \(start)")
    }
}
