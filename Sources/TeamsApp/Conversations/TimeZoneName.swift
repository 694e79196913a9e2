internal import Foundation
internal import TeamsModels

/// The name of a time zone, as the activity of a person tells it. Pure.
enum TimeZoneName {
    /// The longest that is kept. Those of the database have at most 32 letters.
    private static let maxLetters = 64

    /// The zone of whoever caused `activity`: the IANA name, else the zone of a whole hour's offset, whose names have
    /// [the sign the other way round](https://data.iana.org/time-zones/tzdb/etcetera). Nil when nothing tells it.
    static func told(by activity: Activity) -> String? {
        for name in [activity.localTimezone, activity.client?.timezone] {
            if let name, !name.isEmpty, name.utf8.count <= maxLetters, name.utf8.allSatisfy(isWritten) { return name }
        }
        return activity.localTimestamp.flatMap { ofOffset($0.rawValue) }
    }

    /// The newer of two, unless it is known by its offset alone and the older by its name.
    static func newest(_ older: String?, then newer: String?) -> String? {
        guard let newer else { return older }
        guard let older, isOffset(newer), !isOffset(older) else { return newer }
        return older
    }

    private static func isOffset(_ name: String) -> Bool { name.hasPrefix("Etc/") }

    private static func isWritten(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7f }

    /// `2026-11-20T09:01:00.000+01:00` → `Etc/GMT-1`.
    private static func ofOffset(_ timestamp: String) -> String? {
        let tail = timestamp.suffix(6)
        guard tail.count == 6, let sign = tail.first, sign == "+" || sign == "-", tail.hasSuffix(":00"),
            let hours = Int(tail.dropFirst().prefix(2)), hours <= (sign == "+" ? 14 : 12)
        else { return nil }
        return hours == 0 ? "Etc/GMT" : "Etc/GMT\(sign == "+" ? "-" : "+")\(hours)"
    }
}
