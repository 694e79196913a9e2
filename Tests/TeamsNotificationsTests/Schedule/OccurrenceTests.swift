import Foundation
import Testing

@testable import TeamsNotifications

private func record(_ schedule: NotificationSchedule, acceptedAt: String) throws -> NotificationRecord {
    let accepted = try date(acceptedAt)
    var record = NotificationRecord(
        id: "n", request: NotificationRequest(to: NotificationAudience(.everyone), .init(.text("Hi.")), at: schedule),
        state: .scheduled, createdAt: accepted)
    record.wakesAt = schedule.firstWake(acceptedAt: accepted)
    return record
}

@Test func aTimeIsBegunOnceAlsoWhenTheClockIsSetBack() throws {
    var daily = try record(try .cron("0 9 * * *", in: "UTC"), acceptedAt: "2026-11-28T08:00:00Z")
    #expect(!daily.beginOccurrence(at: try date("2026-11-28T08:59:59Z")))
    #expect(daily.beginOccurrence(at: try date("2026-11-28T09:00:00Z")))
    #expect(daily.state == .planning)
    #expect(daily.occurrence == 1)
    #expect(daily.occursAt == (try date("2026-11-28T09:00:00Z")))
    #expect(daily.wakesAt == (try date("2026-11-29T09:00:00Z")))
    #expect(!daily.beginOccurrence(at: try date("2026-11-28T09:00:00Z")))

    daily.state = .scheduled
    for back in ["2026-11-28T07:00:00Z", "2026-11-28T09:00:00Z", "2026-11-28T10:00:00Z", "2020-01-01T00:00:00Z"] {
        #expect(!daily.beginOccurrence(at: try date(back)))
    }
    #expect(daily.beginOccurrence(at: try date("2026-11-29T09:00:01Z")))
    #expect(daily.occurrence == 2)
}

@Test func ofSeveralMissedTimesTheLastIsMadeUpForOnce() throws {
    var daily = try record(try .cron("0 9 * * *", in: "UTC"), acceptedAt: "2026-11-28T08:00:00Z")
    #expect(daily.beginOccurrence(at: try date("2026-12-05T08:00:00Z")))
    #expect(daily.occurrence == 1)
    #expect(daily.occursAt == (try date("2026-12-04T09:00:00Z")))
    #expect(daily.wakesAt == (try date("2026-12-05T09:00:00Z")))
}

@Test func anInstantIsBegunOnce() throws {
    var once = try record(.at(try date("2026-11-28T09:00:00Z")), acceptedAt: "2026-11-28T08:00:00Z")
    #expect(once.beginOccurrence(at: try date("2026-11-30T09:00:00Z")))
    #expect(once.wakesAt == nil)
    #expect(once.occursAt == (try date("2026-11-28T09:00:00Z")))
    once.state = .scheduled
    #expect(!once.beginOccurrence(at: try date("2026-11-30T09:00:00Z")))
}

@Test func timesThatPassDuringAPauseAreNotMadeUpFor() throws {
    var daily = try record(try .cron("0 9 * * *", in: "UTC"), acceptedAt: "2026-11-28T08:00:00Z")
    daily.pause()
    #expect(daily.state == .paused)
    #expect(!daily.beginOccurrence(at: try date("2026-11-28T09:00:00Z")))
    daily.resume(at: try date("2026-12-02T12:00:00Z"))
    #expect(daily.state == .scheduled)
    #expect(daily.stateBeforePause == nil)
    #expect(daily.wakesAt == (try date("2026-12-03T09:00:00Z")))
}

@Test func anInstantThatPassesDuringAPauseIsMadeUpFor() throws {
    var once = try record(.at(try date("2026-11-28T09:00:00Z")), acceptedAt: "2026-11-28T08:00:00Z")
    once.pause()
    once.resume(at: try date("2026-12-02T12:00:00Z"))
    #expect(once.beginOccurrence(at: try date("2026-12-02T12:00:00Z")))
}

@Test func whatEndedDuringAPauseIsDoneWhenItIsResumed() throws {
    var one = try record(.now, acceptedAt: "2026-11-28T08:00:00Z")
    one.state = .sending
    one.counts.delivered = 3
    one.pause()
    one.pause()
    one.resume(at: try date("2026-11-28T09:00:00Z"))
    #expect(one.state == .done)
    #expect(one.finishedAt == (try date("2026-11-28T09:00:00Z")))
}

@Test func aTimeWaitsForTheOneBeforeButNotForEver() throws {
    var often = try record(try .cron("*/10 * * * *", in: "UTC"), acceptedAt: "2026-11-28T08:55:00Z")
    #expect(often.beginOccurrence(at: try date("2026-11-28T09:00:00Z")))
    #expect(often.mayBegin(at: try date("2026-11-28T09:05:00Z")))  // planning goes on
    often.state = .sending
    #expect(!often.mayBegin(at: try date("2026-11-28T09:10:00Z")))
    #expect(!often.beginOccurrence(at: try date("2026-11-28T09:59:59Z")))
    #expect(often.beginOccurrence(at: try date("2026-11-28T10:00:00Z")))
    #expect(often.occurrence == 2)
    #expect(often.occursAt == (try date("2026-11-28T10:00:00Z")))
    #expect(often.state == .planning)
}
