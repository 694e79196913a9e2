import Foundation
import Testing

@testable import TeamsNotifications

@Test(arguments: [
    "2026-11-28T09:00", "2028-02-29T23:59", "2026-11-28T09:00:30", "1970-01-01T00:00", "9999-12-31T23:59",
])
func localTimeIsReadAndWritten(_ text: String) throws {
    #expect(try #require(LocalDateTime(text)).description == text)
}

@Test(arguments: [
    "", "2026-11-28", "09:00", "2026-11-28T9:00", "2026-11-28 09:00", "2026-11-28t09:00", "2026-11-28T09:00Z",
    "2026-11-28T09:00+01:00", "2026-11-28T09:00:00Z", "2026-11-28T09:00:00.0", "2026-02-29T09:00", "2026-13-01T09:00",
    "2026-00-01T09:00", "2026-11-31T09:00", "2026-11-28T24:00", "2026-11-28T09:60", "2026-11-28T09:00:60",
    "1969-12-31T23:59", "+026-11-28T09:00", "２026-11-28T09:00", "2026-11-28T09:00\n",
])
func otherTextsAreNoLocalTime(_ text: String) { #expect(LocalDateTime(text) == nil) }

@Test(arguments: [
    ("2026-11-28T09:00", "Europe/Stockholm", "2026-11-28T08:00:00Z"),
    ("2026-11-28T09:00", "Asia/Kolkata", "2026-11-28T03:30:00Z"),
    ("2026-11-28T09:00", "India Standard Time", "2026-11-28T03:30:00Z"),
    ("2026-11-28T09:00", "Pacific/Kiritimati", "2026-11-27T19:00:00Z"),
    ("2026-11-28T09:00", "Etc/GMT+12", "2026-11-28T21:00:00Z"),
    // leapt over
    ("2027-03-28T02:30", "Europe/Paris", "2027-03-28T01:00:00Z"),
    ("2027-03-28T03:00", "Europe/Paris", "2027-03-28T01:00:00Z"),
    ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
    ("2011-12-30T09:00", "Pacific/Apia", "2011-12-30T10:00:00Z"),
    // shown twice
    ("2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30:00Z"),
    ("2026-10-25T03:00", "Europe/Paris", "2026-10-25T02:00:00Z"),
    // far ahead
    ("2450-07-01T12:00", "America/New_York", "2450-07-01T16:00:00Z"),
    ("9999-12-31T23:59", "America/New_York", "9999-12-31T23:59:00-05:00"),
])
func localTimeIsAnInstantInItsZone(_ text: String, _ zone: String, _ expected: String) throws {
    let time = try #require(LocalDateTime(text))
    #expect(time.instant(in: zone) == (try date(expected)))
}

@Test(arguments: [
    "", "Mars/Phobos", "Europe/Pari", "europe paris", "IST", "PST", "GMT+2", "+01:00", "../etc/passwd", "Z",
])
func otherNamesAreNoZone(_ name: String) {
    #expect(ZoneDatabase.rules(of: name) == nil)
    #expect(ZoneDatabase.problem(name) != nil)
}

@Test func localTimesOfManyPeopleCostLittle() throws {
    let zones = ["Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Sao_Paulo"]
    let time = try #require(LocalDateTime("2027-03-28T09:00"))
    let clock = ContinuousClock()
    var instants: Set<Date> = []
    let duration = clock.measure {
        for person in 0..<300_000 {
            if let instant = time.instant(in: zones[person % zones.count]) { instants.insert(instant) }
        }
    }
    #expect(instants.count == zones.count)
    #expect(duration < .seconds(20))  // a debug build on a busy machine: a release build takes a hundredth of it
}
