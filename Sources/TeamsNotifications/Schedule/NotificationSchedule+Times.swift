package import Foundation
internal import ServiceKit

extension NotificationSchedule {
    /// The zone by which it is written; nil where it knows none.
    package var ownZone: String? {
        switch kind {
        case .now, .at, .every: nil
        case .local(_, let zone), .cron(_, let zone): zone
        }
    }

    /// When it comes from now on, for people in a zone: a recurring one up to `count` times, one by local time when
    /// clocks there show it, whether that is over or not.
    package func times(inZone zone: String, after now: Date, acceptedAt: Date, count: Int) -> [Date] {
        switch kind {
        case .now: return []
        case .at(let date): return [date]
        case .local: return dueAt(inZone: zone).map { [$0] } ?? []
        case .cron, .every:
            var times: [Date] = []
            while times.count < count, let next = next(after: times.last ?? now, acceptedAt: acceptedAt) {
                times.append(next)
            }
            return times
        }
    }
}

extension ZoneRules {
    /// What clocks show at an instant: `2026-11-28T09:00:00`.
    func clockText(at instant: Date) -> String {
        let seconds = localSeconds(at: Int(instant.timeIntervalSince1970.rounded(.down)))
        return String(ISO8601Time(millisecondsSince1970: seconds * 1000).text(fractionDigits: 0).prefix { $0 != "Z" })
    }
}
