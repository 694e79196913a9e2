internal import ExpressionKit
internal import Foundation
internal import LockKit

/// The time zones that this system knows, by their names in IANA's database (`Europe/Paris`) or in Windows (`Romance
/// Standard Time`).
package enum ZoneDatabase {
    private static let cache = Mutex<[String: ZoneRules]>([:])

    /// The rules of a zone; nil when nobody knows the name.
    package static func rules(of name: String) -> ZoneRules? {
        if let known = cache.withLock({ $0[name] }) { return known }
        guard isPossible(name), let zone = TimeZone(identifier: WindowsTimeZones.iana(name)) else { return nil }
        let rules = ZoneRules(zone)
        cache.withLock { $0[name] = rules }
        return rules
    }

    /// Why a name is none of a zone, for people; nil when it is one.
    package static func problem(_ name: String) -> String? {
        rules(of: name) == nil
            ? "\"\(name.prefix(64))\" is no time zone; write a name such as Europe/Paris, or UTC" : nil
    }

    /// A place has a slash; of the names without one these stand for a zone, and no others: what `IST` means depends
    /// on who says it, and an offset such as `GMT+2` knows no summer.
    private static func isPossible(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 64 else { return false }
        return name.utf8.contains(UInt8(ascii: "/")) || name.utf8.contains(UInt8(ascii: " "))
            || single.contains(name) || WindowsTimeZones.iana(name) != name
    }

    /// Names of IANA's database without a slash.
    private static let single: Set<String> = [
        "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "Factory", "GB", "GB-Eire", "GMT", "GMT+0",
        "GMT-0", "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Kwajalein",
        "Libya", "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC",
        "ROK", "Singapore", "Turkey", "UCT", "UTC", "Universal", "W-SU", "WET", "Zulu",
    ]
}

extension ZoneRules {
    /// The rules of a zone as the system has them, from 1970 to the horizon.
    init(_ zone: TimeZone) {
        let start = Date(timeIntervalSince1970: 0)
        var changes: [(at: Int, offset: Int)] = []
        var date = start
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date,
            next.timeIntervalSince1970 < Double(Self.horizon)
        {
            changes.append((Int(next.timeIntervalSince1970.rounded(.up)), zone.secondsFromGMT(for: next)))
            date = next
        }
        self.init(offset: zone.secondsFromGMT(for: start), changes: changes)
    }
}
