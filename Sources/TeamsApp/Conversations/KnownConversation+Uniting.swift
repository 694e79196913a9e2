internal import Foundation
internal import JSONKit
internal import TeamsModels

extension KnownConversation {
    /// What two stores know of one conversation, as one value: whichever heard from there last counts, and what it does
    /// not say comes from the other.
    package func united(with other: KnownConversation) -> KnownConversation {
        (other.lastSeen?.date ?? .distantPast) < (lastSeen?.date ?? .distantPast)
            ? other.merging(newer: self) : merging(newer: other)
    }

    private func merging(newer: KnownConversation) -> KnownConversation {
        var merged = newer
        merged.reference = reference.merging(newer.reference)
        if let team { merged.team = team.merging(newer.team) }
        if let channel { merged.channel = channel.merging(newer.channel) }
        merged.selectedChannel = newer.selectedChannel ?? selectedChannel
        merged.timeZone = TimeZoneName.newest(timeZone, then: newer.timeZone)
        merged.toldAt = newer.toldAt ?? toldAt
        merged.lastSeen = newer.lastSeen ?? lastSeen
        merged.usedAt = [usedAt, newer.usedAt].compactMap(\.self).max()
        merged.movedFrom = newer.movedFrom ?? movedFrom
        // A store that has heard nothing from there knows of no end of a closure.
        if newer.lastSeen == nil {
            merged.closure = closure ?? newer.closure
            merged.uninstalledAt = uninstalledAt ?? newer.uninstalledAt
            merged.told = told ?? newer.told
        }
        if newer.uninstalledAt == nil, uninstalledAt == nil, let installedAt {
            merged.installedAt = installedAt
            merged.installedBy = installedBy ?? newer.installedBy
        }
        for (name, value) in extras where merged.extras[name] == nil { merged.extras[name] = value }
        return merged
    }
}
