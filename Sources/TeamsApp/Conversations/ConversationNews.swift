internal import Foundation
internal import HTTPKit
internal import TeamsModels

/// Something that was learnt about one conversation, or about each of a team. Pure.
///
/// It is applied to what is known, whatever that is: news that comes twice, late or in another order does no harm.
struct ConversationNews: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Something came from there.
        case seen
        /// The bot opened it.
        case opened
        /// Somebody there did something with the bot.
        case interaction
        case installed
        case uninstalled
        /// Sending there is useless from now on.
        case closed(ClosureReason)
        /// What closed it is over.
        case reopened(ClosureReason)
        /// The bot asked the service about it, or about who is there.
        case learnt
        /// The bot sent something there.
        case reached
        /// It will never come back.
        case forgotten
    }

    let kind: Kind
    /// When it happened.
    let at: Date
    /// What an activity or an answer of the service says about it; nil for news that makes nothing known.
    var reference: ConversationReference?
    var team: TeamInfo?
    var channel: ChannelInfo?
    var selectedChannel: ChannelID?
    /// The zone of the person who did it, of a personal chat.
    var timeZone: String?
    /// Who installed the app.
    var installedBy: Account?
    /// Whether it tells a name that counts from then on, also when that is the known one: a name that was told before
    /// and arrives later must not replace it.
    var isRenaming = false
    /// The notification whose refusal it is.
    var notification: String?
    /// The service URL that the one in ``reference`` has replaced, by the service's own word.
    var movedFrom: String?

    /// So long what was last seen is not worth a write.
    static let grain: TimeInterval = 3600

    /// Whether an event told it, dated by the service. What the bot itself does is dated by its own clock.
    var isTold: Bool {
        switch kind {
        case .seen, .interaction, .installed, .uninstalled, .reopened, .forgotten: true
        case .closed(let reason): reason.isTold
        case .opened, .reached, .learnt: false
        }
    }

    /// Whether it says that a place is left: what is older and arrives later must not make that place known.
    var isDeparture: Bool { departure != nil }

    /// Why sending there is useless by what events told; nil for all other news.
    var departure: ClosureReason? {
        switch kind {
        case .uninstalled, .forgotten: .uninstalled
        case .closed(let reason): reason.isTold ? reason : nil
        case .seen, .interaction, .installed, .reopened, .opened, .reached, .learnt: nil
        }
    }

    /// What is known from now on; nil when nothing is.
    /// - Parameter heard: what was heard of it before, where that is known better than it is stored.
    func applied(to known: KnownConversation?, heard: HeardDates = HeardDates()) -> KnownConversation? {
        guard var result = known ?? opening else { return nil }
        if kind == .forgotten { return nil }
        merge(into: &result, heard)
        change(&result, heard)
        return result
    }

    /// What the news alone makes known. Somewhere that was left is not worth knowing.
    private var opening: KnownConversation? {
        switch kind {
        case .uninstalled, .closed, .forgotten, .reached: nil
        case .learnt: reference?.serviceUrl == nil ? nil : reference.map(KnownConversation.init)
        case .seen, .opened, .interaction, .installed, .reopened: reference.map(KnownConversation.init)
        }
    }

    private func merge(into known: inout KnownConversation, _ heard: HeardDates) {
        let before = known
        // What was heard of a part of it counts for that part; after a restart, what was told of the whole.
        let isLateAtAll = isTold && known.toldAt.isAfter(at)
        func isLate(_ heard: Date?) -> Bool { isTold && heard.map { $0 > at } ?? isLateAtAll }
        if var newer = reference {
            // What the service moved stays moved, whichever address events of that organisation still carry.
            if let old = known.movedFrom, let url = newer.serviceUrl, HTTP.Address.same(old, url) {
                newer.serviceUrl = nil
            }
            known.reference = isLate(heard.reference) ? newer.merging(known.reference) : known.reference.merging(newer)
        }
        if let movedFrom { known.movedFrom = movedFrom }
        if let team {
            known.team = isLate(heard.team) ? team.merging(known.team) : (known.team ?? TeamInfo()).merging(team)
        }
        if let channel {
            known.channel =
                isLate(heard.channel)
                ? channel.merging(known.channel) : (known.channel ?? ChannelInfo()).merging(channel)
        }
        if let selectedChannel {
            known.selectedChannel =
                isLate(heard.selectedChannel) ? known.selectedChannel ?? selectedChannel : selectedChannel
        }
        if let timeZone {
            known.timeZone =
                isLate(heard.timeZone)
                ? TimeZoneName.newest(timeZone, then: known.timeZone)
                : TimeZoneName.newest(known.timeZone, then: timeZone)
        }
        if isTold, !isLateAtAll, isRenaming || known != before || known.hasNewsOnly { known.toldAt = stamp }
        if isTold, reference != nil { known.lastSeen = seen(after: known.lastSeen) }
    }

    private func change(_ known: inout KnownConversation, _ heard: HeardDates) {
        switch kind {
        case .seen, .opened, .learnt, .forgotten: break
        case .interaction:
            interact(&known)
            known.usedAt = seen(after: known.usedAt)
        case .installed:
            install(&known)
            known.usedAt = seen(after: known.usedAt)
        case .uninstalled: leave(&known, .uninstalled, heard)
        case .closed(let reason) where reason.isTold: leave(&known, reason, heard)
        case .closed(let reason):
            known.refuse(ConversationClosure(reason, at: stamp, notification: notification))
        case .reopened(let reason): known.tell(reason, at: at, isOver: true)
        case .reached:
            // That it arrived counts, whatever the clocks say.
            known.tellOpen(at: known.toldReasons.compactMap(\.at?.date).reduce(at, max))
            known.forgiveRefusal()
        }
    }

    /// Closes, unless something newer was heard from there.
    private func leave(_ known: inout KnownConversation, _ reason: ClosureReason, _ heard: HeardDates) {
        guard !heard.isLate(reason, at: at), !known.usedAt.isAfter(at) else { return }
        // Of an installation that was heard of before events were kept.
        if reason == .uninstalled, known.installedAt.isAfter(at) { return }
        known.tell(reason, at: at, isOver: false)
    }

    private func install(_ known: inout KnownConversation) {
        let wasRemoved = known.uninstalledAt != nil
        guard known.tell(.uninstalled, at: at, isOver: true) else { return }
        known.tellOpen(at: at)
        known.forgiveRefusal()
        if known.installedAt == nil || wasRemoved {
            known.installedAt = stamp
            known.installedBy = installedBy
        } else if known.installedBy == nil {
            known.installedBy = installedBy
        }
    }

    /// Whoever writes has the app. What an event closed stays closed for what happened before it.
    private func interact(_ known: inout KnownConversation) {
        let wasRemoved = known.uninstalledAt != nil
        known.tellOpen(at: at)
        guard known.toldReasons.isEmpty else { return }
        known.forgiveRefusal()
        guard wasRemoved || known.installedAt == nil else { return }
        // The app is installed in a team as a whole, and not in its channels.
        if known.team?.id == nil || known.isOfWholeTeam { known.installedAt = stamp }
    }

    private var stamp: Timestamp { Timestamp(at) }

    private func seen(after last: Timestamp?) -> Timestamp {
        guard let last, let date = last.date, at.timeIntervalSince(date) < Self.grain else { return stamp }
        return last
    }
}

extension KnownConversation {
    /// Whether no event has told anything of it before.
    fileprivate var hasNewsOnly: Bool { toldAt == nil && lastSeen == nil }
}
