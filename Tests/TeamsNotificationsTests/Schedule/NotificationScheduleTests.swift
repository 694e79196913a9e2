import Foundation
import JSONKit
import Testing

@testable import TeamsNotifications

private func read(_ json: String) throws -> NotificationSchedule {
    try StrictReader.read(from: try JSONValue(parsing: Array(json.utf8)), at: JSONPointer(tokens: ["schedule"]))
}

@Test(arguments: [
    #"{"at":"2026-11-28T09:00:00Z"}"#, #"{"at":"2026-11-28T09:00:00.250Z"}"#,
    #"{"localTime":"2026-11-23T09:00","fallbackTimeZone":"Europe/Paris"}"#,
    #"{"localTime":"2026-11-23T09:00:30","fallbackTimeZone":"Romance Standard Time"}"#,
    #"{"cron":"0 9 * * 1-5","timeZone":"Europe/Paris"}"#, #"{"cron":"*/30 * * * * *","timeZone":"UTC"}"#,
    #"{"every":"PT30S"}"#, #"{"every":"PT1.5S"}"#,
])
func scheduleIsReadAndWritten(_ json: String) throws {
    let schedule = try read(json)
    #expect(schedule.json == (try JSONValue(parsing: Array(json.utf8))))
    #expect(try StrictReader.read(NotificationSchedule.self, from: schedule.json) == schedule)
}

@Test(arguments: [
    (#"{"at":"2026-11-28T09:00:00+01:00"}"#, #"{"at":"2026-11-28T08:00:00Z"}"#),
    (#"{"every":"P1D"}"#, #"{"every":"PT86400S"}"#), (#"{"every":"P1W"}"#, #"{"every":"PT604800S"}"#),
    (#"{"every":"P1DT2H3M4S"}"#, #"{"every":"PT93784S"}"#), (#"{"every":"PT1,5S"}"#, #"{"every":"PT1.5S"}"#),
    (#"{"every":"PT90M","at":null}"#, #"{"every":"PT5400S"}"#),
])
func scheduleIsWrittenInOneForm(_ json: String, _ written: String) throws {
    #expect(try read(json).json == (try JSONValue(parsing: Array(written.utf8))))
}

@Test(arguments: [
    ("{}", "/schedule", "must have one of at, localTime, cron, every"),
    ("[]", "/schedule", "an object"), (#""now""#, "/schedule", "an object"),
    (#"{"at":"2026-11-28T09:00:00Z","every":"PT30S"}"#, "/schedule", "only one"),
    (#"{"at":"2026-11-28T09:00:00"}"#, "/schedule/at", "an instant with its zone"),
    (#"{"at":"tomorrow"}"#, "/schedule/at", "tomorrow"), (#"{"at":1}"#, "/schedule/at", "an instant"),
    (#"{"at":"2026-02-30T09:00:00Z"}"#, "/schedule/at", "an instant"),
    (#"{"at":"1969-12-31T23:59:59Z"}"#, "/schedule/at", "an instant"),
    (#"{"at":"2026-11-28T09:00:00Z","timeZone":"UTC"}"#, "/schedule/timeZone", "not known"),
    (#"{"localTime":"2026-11-23T09:00"}"#, "/schedule/fallbackTimeZone", "missing"),
    (
        #"{"localTime":"2026-11-23T09:00","fallbackTimeZone":"Mars/Phobos"}"#, "/schedule/fallbackTimeZone",
        "Mars/Phobos"
    ),
    (#"{"localTime":"2026-11-23","fallbackTimeZone":"UTC"}"#, "/schedule/localTime", "time of day"),
    (#"{"localTime":"2026-11-23T09:00Z","fallbackTimeZone":"UTC"}"#, "/schedule/localTime", "without a zone"),
    (#"{"cron":"0 9 * * 1-5"}"#, "/schedule/timeZone", "missing"),
    (#"{"cron":"0 9 * * 1-5","timeZone":""}"#, "/schedule/timeZone", "no time zone"),
    (#"{"cron":"0 9 * * 1-5","timeZone":"Europe/Pari"}"#, "/schedule/timeZone", "Europe/Pari"),
    (#"{"cron":"0 25 * * *","timeZone":"UTC"}"#, "/schedule/cron", "hours has 25"),
    (#"{"cron":"0 0 30 2 *","timeZone":"UTC"}"#, "/schedule/cron", "never comes"),
    (#"{"cron":5,"timeZone":"UTC"}"#, "/schedule/cron", "a text"),
    (#"{"timeZone":"UTC"}"#, "/schedule", "must have one of"),
    (#"{"every":"PT0.5S"}"#, "/schedule/every", "a second at least"),
    (#"{"every":"PT0S"}"#, "/schedule/every", "a second"),
    (#"{"every":"30"}"#, "/schedule/every", "ISO 8601"), (#"{"every":"P1M"}"#, "/schedule/every", "ISO 8601"),
    (#"{"every":"P1Y"}"#, "/schedule/every", "ISO 8601"), (#"{"every":"PT"}"#, "/schedule/every", "ISO 8601"),
    (#"{"every":"P"}"#, "/schedule/every", "ISO 8601"), (#"{"every":"-PT30S"}"#, "/schedule/every", "ISO 8601"),
    (#"{"every":"PT1S1M"}"#, "/schedule/every", "ISO 8601"), (#"{"every":"P1DT"}"#, "/schedule/every", "ISO 8601"),
    (#"{"every":"PT1.5M"}"#, "/schedule/every", "ISO 8601"), (#"{"every":"PTT1S"}"#, "/schedule/every", "ISO 8601"),
    (#"{"every":"P1H"}"#, "/schedule/every", "ISO 8601"), (#"{"every":"PT1D"}"#, "/schedule/every", "ISO 8601"),
    (#"{"every":"PT999999999999999H"}"#, "/schedule/every", "hundred years"),
    (#"{"every":"P999999999999999W"}"#, "/schedule/every", "ISO 8601"),
    (#"{"every":"PT1E3S"}"#, "/schedule/every", "ISO 8601"),
])
func badScheduleIsToldWithItsPlace(_ json: String, _ pointer: String, _ words: String) throws {
    do {
        _ = try read(json)
        Issue.record("was read")
    } catch let error as StrictError {
        #expect("\(error.pointer)" == pointer)
        #expect(error.problem.contains(words), "\(error.problem)")
    }
}

@Test(arguments: [
    (#"{"at":"2026-11-28T08:59:59Z"}"#, "/schedule/at"), (#"{"at":"2026-11-28T09:00:00Z"}"#, nil),
    (#"{"localTime":"2026-11-27T20:00","fallbackTimeZone":"UTC"}"#, "/schedule/localTime"),
    // in Honolulu that is still to come
    (#"{"localTime":"2026-11-27T22:00","fallbackTimeZone":"UTC"}"#, nil),
    (#"{"cron":"0 9 * * *","timeZone":"UTC"}"#, nil), (#"{"every":"PT1S"}"#, nil),
])
func whatHasPassedIsRefused(_ json: String, _ pointer: String?) throws {
    let refusal = try read(json).refusal(at: try date("2026-11-28T09:00:00Z"))
    #expect(refusal?.pointer == pointer)
    #expect(refusal == nil || refusal?.code == .invalid)
}

@Test(arguments: [
    (#"{"at":"2026-11-29T09:00:00Z"}"#, "2026-11-29T09:00:00Z"),
    (#"{"localTime":"2026-11-30T09:00","fallbackTimeZone":"UTC"}"#, "2026-11-29T18:59:00Z"),
    (#"{"localTime":"2026-11-28T09:00","fallbackTimeZone":"UTC"}"#, "2026-11-28T09:00:00Z"),
    (#"{"cron":"0 9 * * 1-5","timeZone":"Europe/Paris"}"#, "2026-11-30T08:00:00Z"),
    (#"{"every":"PT30S"}"#, "2026-11-28T09:00:30Z"),
])
func scheduleWakesFirst(_ json: String, at expected: String) throws {
    #expect(try read(json).firstWake(acceptedAt: try date("2026-11-28T09:00:00Z")) == (try date(expected)))
}

@Test func localTimeIsDueByTheRecipientsZone() throws {
    let schedule = try NotificationSchedule.localTime("2026-11-30T09:00", fallback: "Europe/Paris")
    #expect(schedule.dueAt(inZone: "Asia/Tokyo") == (try date("2026-11-30T00:00:00Z")))
    #expect(schedule.dueAt(inZone: "Tokyo Standard Time") == (try date("2026-11-30T00:00:00Z")))
    #expect(schedule.dueAt(inZone: nil) == (try date("2026-11-30T08:00:00Z")))
    #expect(schedule.dueAt(inZone: "nowhere") == (try date("2026-11-30T08:00:00Z")))
    #expect(NotificationSchedule.now.dueAt(inZone: "UTC") == nil)
}

@Test(arguments: [
    ("0 9 * * *", "2026-11-28T09:00:00Z", "2026-12-05T08:00:00Z", "2026-12-04T09:00:00Z"),
    ("0 9 * * *", "2026-11-28T09:00:00Z", "2026-11-28T09:00:00Z", "2026-11-28T09:00:00Z"),
    ("* * * * * *", "2020-11-28T09:00:00Z", "2026-12-05T08:00:00.500Z", "2026-12-05T08:00:00Z"),
    ("0 0 29 2 *", "2000-02-29T00:00:00Z", "2031-12-05T08:00:00Z", "2028-02-29T00:00:00Z"),
    ("59 23 31 12 *", "2000-12-31T23:59:00Z", "2026-12-31T23:58:00Z", "2025-12-31T23:59:00Z"),
    ("0 * * * *", "2026-11-01T00:00:00Z", "2026-11-28T09:00:00Z", "2026-11-28T09:00:00Z"),
])
func lastTimeIsFound(_ cron: String, _ known: String, _ now: String, _ expected: String) throws {
    let schedule = try NotificationSchedule.cron(cron, in: "UTC")
    let last = schedule.last(notAfter: try date(now), from: try date(known), acceptedAt: try date(known))
    #expect(last == (try date(expected)))
}

@Test func aPeriodDoesNotDrift() throws {
    let schedule = try NotificationSchedule.every(.milliseconds(1001))
    let start = try date("2026-11-28T09:00:00Z")
    var last = start
    for round in 1...10_000 {
        let next = try #require(schedule.next(after: last, acceptedAt: start))
        #expect(next > last)
        if round % 1000 == 0 {
            #expect(abs(next.timeIntervalSince(start) - 1.001 * Double(round)) < 0.000_01)
        }
        #expect(schedule.last(notAfter: next, from: start, acceptedAt: start) == next)
        last = next
    }
}
