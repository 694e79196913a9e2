public import Foundation

/// When a notification goes out: at once, at an instant, at a time of day in each recipient's own zone, or again and
/// again.
///
/// ```swift
/// try await notifications.notify(.everyone, about: "tides", .text(tide),
///     at: .localTime("2026-11-28T09:00", fallback: "Europe/Stockholm"))
/// try await notifications.notify(.everyone, about: "berths", .text(plan),
///     at: .cron("0 9 * * 1-5", in: "Europe/Paris"))
/// ```
/// Each time of a recurring one is for whom its audience means then. While the process does not run, or a time is still
/// going out, further times may pass: the last of them is made up for, once, and the others are not. After an hour the
/// next time begins beside the one before. Times that pass while it is paused are not made up for.
public struct NotificationSchedule: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case now
        case at(Date)
        /// A time of day as each recipient's own clock shows it.
        case local(LocalDateTime, fallbackZone: String)
        case cron(CronExpression, zone: String)
        case every(Duration)
    }
    package let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }

    /// At once.
    public static let now = NotificationSchedule(.now)

    /// At an instant.
    public static func at(_ date: Date) -> NotificationSchedule { NotificationSchedule(.at(date)) }

    /// At a time of day as each recipient's own clock shows it. A time that those clocks leap over comes at the leap,
    /// one that they show twice comes the first time; for whom it has passed already it goes out at once.
    ///
    /// - Parameters:
    ///   - time: date and time, `2026-11-28T09:00`.
    ///   - fallback: the zone of whoever's zone is not known, and of chats and channels: `Europe/Stockholm`.
    /// - Throws: ``NotificationError`` for what is no such time, and for an unknown zone.
    public static func localTime(
        _ time: String, fallback: String
    ) throws(NotificationError) -> NotificationSchedule {
        guard let time = LocalDateTime(time) else {
            throw NotificationError(
                .invalid, "the local time must be \(Self.localTimeShape)", at: "/schedule/localTime")
        }
        return try localTime(time, fallback: fallback)
    }

    /// The same with a time that was read before.
    public static func localTime(
        _ time: LocalDateTime, fallback: String
    ) throws(NotificationError) -> NotificationSchedule {
        if let problem = ZoneDatabase.problem(fallback) {
            throw NotificationError(.invalid, problem, at: "/schedule/fallbackTimeZone")
        }
        return NotificationSchedule(.local(time, fallbackZone: fallback))
    }

    /// Again and again, by a cron expression on a zone's clocks.
    ///
    /// - Parameters:
    ///   - expression: see ``CronExpression``.
    ///   - zone: `Europe/Paris`, or a name of Windows, `Romance Standard Time`.
    /// - Throws: ``NotificationError`` that names the wrong field, for an unknown zone, and for what never comes.
    public static func cron(
        _ expression: String, in zone: String
    ) throws(NotificationError) -> NotificationSchedule {
        let cron: CronExpression
        do {
            cron = try CronExpression(expression)
        } catch {
            throw NotificationError(error.code, error.message, at: "/schedule/cron")
        }
        if let problem = ZoneDatabase.problem(zone) {
            throw NotificationError(.invalid, problem, at: "/schedule/timeZone")
        }
        return NotificationSchedule(.cron(cron, zone: zone))
    }

    /// Again and again with so much time between two beginnings, for the first time one such period after it is
    /// accepted. It does not drift, and knows nothing of days: seven times 24 hours are a week that a change of clocks
    /// moves by an hour.
    ///
    /// - Parameter period: a second at least.
    /// - Throws: ``NotificationError`` for a shorter one, and for one beyond a hundred years.
    public static func every(_ period: Duration) throws(NotificationError) -> NotificationSchedule {
        guard periods.contains(period) else {
            throw NotificationError(.invalid, periodProblem, at: "/schedule/every")
        }
        return NotificationSchedule(.every(period))
    }

    /// Whether it comes again and again.
    package var isRecurring: Bool {
        switch kind {
        case .cron, .every: true
        case .now, .at, .local: false
        }
    }

    static let periods: ClosedRange<Duration> = .seconds(1) ... .seconds(3_155_760_000)
    static let periodProblem = "must be a second at least, and a hundred years at most"
    static let localTimeShape = "a date and a time of day without a zone, such as 2026-11-28T09:00"
}
