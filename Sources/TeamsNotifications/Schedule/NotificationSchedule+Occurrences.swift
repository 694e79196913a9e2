package import Foundation
internal import ServiceKit

extension NotificationSchedule {
    /// Why it cannot be accepted at this instant; nil when it can. For what needs a clock: the rest was found out when
    /// it was read.
    package func refusal(at now: Date) -> NotificationError? {
        switch kind {
        case .now, .every: nil
        case .at(let date):
            date < now
                ? NotificationError(
                    .invalid, "is in the past; leave the schedule out to send at once", at: "/schedule/at")
                : nil
        case .local(let time, _):
            time.worldwide.upperBound < now
                ? NotificationError(.invalid, "is in the past everywhere", at: "/schedule/localTime") : nil
        case .cron(let cron, let zone):
            cron.next(after: now, in: zone) == nil
                ? NotificationError(.invalid, "never comes again", at: "/schedule/cron") : nil
        }
    }

    /// When one that is accepted now is to be planned: the first time of a recurring one; nil for at once.
    ///
    /// By local time that is when it begins to be this time anywhere on Earth; each delivery is due by its own zone.
    package func firstWake(acceptedAt: Date) -> Date? {
        switch kind {
        case .now: nil
        case .at(let date): date
        case .local(let time, _): max(time.worldwide.lowerBound - Self.leadOfLocalTimes, acceptedAt)
        case .cron, .every: next(after: acceptedAt, acceptedAt: acceptedAt)
        }
    }

    /// The first time of a recurring one after an instant; nil when there is none, or it does not recur.
    package func next(after instant: Date, acceptedAt: Date) -> Date? {
        switch kind {
        case .now, .at, .local: return nil
        case .cron(let cron, let zone): return cron.next(after: instant, in: zone)
        case .every(let period):
            let passed = Self.periods(of: period, from: acceptedAt, to: instant)
            return Self.instant(after: passed + 1, of: period, from: acceptedAt)
        }
    }

    /// The last time of a recurring one that is not later than an instant, given one that is not.
    package func last(notAfter instant: Date, from known: Date, acceptedAt: Date) -> Date {
        switch kind {
        case .now, .at, .local: return known
        case .every(let period):
            let passed = Self.periods(of: period, from: acceptedAt, to: instant)
            return max(Self.instant(after: passed, of: period, from: acceptedAt), known)
        case .cron(let cron, let zone):
            guard let rules = ZoneDatabase.rules(of: zone) else { return known }
            // From ever shorter distances before the instant: a year, a day, an hour… Each step goes on from the last
            // time that it finds, so that a year of seconds costs no more than an hour of them.
            var last = known
            for days in [366.0, 31, 1, 1.0 / 24, 1.0 / 1440] {
                let from = instant.addingTimeInterval(-days * 86_400)
                guard from > last, let found = cron.next(after: from, in: rules), found <= instant else { continue }
                last = found
            }
            while let next = cron.next(after: last, in: rules), next <= instant { last = next }
            return last
        }
    }

    /// When a delivery by local time is due for somebody.
    /// - Parameter zone: the recipient's; the fallback when it is nil or nobody knows it.
    /// - Returns: nil for any other schedule.
    package func dueAt(inZone zone: String?) -> Date? {
        guard case .local(let time, let fallback) = kind else { return nil }
        return zone.flatMap { time.instant(in: $0) } ?? time.instant(in: fallback)
    }

    /// How many whole periods lie between two instants. In whole milliseconds, as instants are stored.
    private static func periods(of period: Duration, from start: Date, to end: Date) -> Int {
        max(milliseconds(end) - milliseconds(start), 0) / period.wholeMilliseconds
    }

    private static func instant(after count: Int, of period: Duration, from start: Date) -> Date {
        Date(timeIntervalSince1970: Double(milliseconds(start) + count * period.wholeMilliseconds) / 1000)
    }

    private static func milliseconds(_ date: Date) -> Int {
        // A date of whole milliseconds may be a little less than that: a thousandth of one is beyond its resolution.
        Int((min(max(date.timeIntervalSince1970, 0), 1e12) * 1000 + 0.001).rounded(.down))
    }

    /// So long before the first clocks show a local time its audience is planned: 300,000 take some seconds.
    private static let leadOfLocalTimes = 60.0
}
