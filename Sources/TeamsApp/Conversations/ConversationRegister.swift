internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import LockKit
internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

/// Keeps the store of conversations true: takes what the app hears and does, and writes what is new.
///
/// A store that fails is told to the log and fails neither turn nor message: what was not stored is stored with the
/// next activity from there. What another process of the bot has written is seen at every question, and at the latest
/// after an hour by what is heard.
final class ConversationRegister: Sendable {
    /// What was known before a change, which a store may make more than once.
    private final class Earlier: Sendable {
        let known = Mutex<KnownConversation?>(nil)
    }

    /// The longest value that is stored. Those of the service have less than a twentieth.
    static let maxBytes = 32 << 10

    private let place: ReplaceableStore
    private let hooks = Mutex<[@Sendable (ConversationChange) -> Void]>([])
    let wallClock: WallClock
    private let logger: Log
    private let recent: Mutex<RecentConversations>
    private let tally = Mutex(RefusalTally())
    private let time: Stopwatch

    init(
        _ store: any ConversationStore, wallClock: WallClock, time: Stopwatch, logger: Log,
        remembering capacity: Int = 8192
    ) {
        place = ReplaceableStore(store)
        self.wallClock = wallClock
        self.time = time
        self.logger = logger
        recent = Mutex(RecentConversations(capacity: capacity))
    }

    /// Where everything is kept.
    var store: any ConversationStore { place.current }

    /// Keeps everything in `store` from now on, what is known already included.
    func keep(in store: any ConversationStore) async throws(ConversationStoreError) {
        try await place.move(to: store)
        recent.withLock { $0.forgetAll() }
    }

    /// Tells `hook` of every change, once it is stored. It must not wait for anything.
    func onChange(_ hook: @escaping @Sendable (ConversationChange) -> Void) {
        hooks.withLock { $0.append(hook) }
    }

    /// Takes what an activity tells.
    func hear(_ activity: Activity) async {
        let news = ActivityNews(activity, now: wallClock.now)
        for (id, own) in news.conversations {
            guard let change = await take(own, of: id) else { continue }
            await spread(change, own)
            // An app leaves a team as a whole, whether or not the event says which.
            guard news.leavesSomewhere, let team = change.after?.team?.id else { continue }
            await take(ConversationNews(kind: .uninstalled, at: own.at), ofTeam: team)
        }
        if let team = news.team { await take(team.news, ofTeam: team.id) }
    }

    /// What was learnt of a team by its own conversation is true of its channels, and the other way round of one that
    /// becomes known later.
    private func spread(_ change: ConversationChange, _ news: ConversationNews) async {
        let at = news.at
        guard let after = change.after, let team = after.team?.id else { return }
        guard after.isOfWholeTeam else {
            if change.before == nil { await adopt(after, by: team, news) }
            return
        }
        guard let before = change.before, before != after else { return }
        if before.team?.name != after.team?.name {
            await take(ConversationNews(kind: .seen, at: at, team: after.team), ofTeam: team)
        }
        let left = after.toldReasons
        for closure in before.toldReasons where !left.contains(where: { $0.reason == closure.reason }) {
            guard let reason = closure.reason, reason != .channelDeleted else { continue }
            await take(ConversationNews(kind: .reopened(reason), at: at), ofTeam: team)
        }
    }

    /// Gives a channel that something was heard of for the first time what is known of its team.
    private func adopt(_ channel: KnownConversation, by team: TeamID, _ news: ConversationNews) async {
        guard !channel.isOfWholeTeam, let whole = try? await store.conversation(team.conversationID) else { return }
        if let toldAt = whole.toldAt?.date, toldAt > news.at, let info = whole.team {
            await take(ConversationNews(kind: .seen, at: toldAt, team: info), of: channel.id)
        }
        let isUse = news.kind == .interaction || news.kind == .installed
        for closure in whole.told ?? [] {
            guard let reason = closure.reason, reason != .channelDeleted, let at = closure.at?.date else { continue }
            if closure.isOver == true {
                // Or a late copy of what is over would close the channel.
                await take(ConversationNews(kind: .reopened(reason), at: at), of: channel.id)
            } else if !isUse || at >= news.at {
                await take(
                    ConversationNews(kind: reason == .uninstalled ? .uninstalled : .closed(reason), at: at),
                    of: channel.id)
            }
        }
    }

    /// Takes a conversation that the bot opened with a request to `service`.
    func opened(_ reference: ConversationReference, askedAt service: String) async {
        guard let id = reference.conversation?.id?.base, !id.isEmpty else { return }
        await take(
            ConversationNews(
                kind: .opened, at: wallClock.now, reference: reference.ofConversation,
                movedFrom: Self.moved(from: service, to: reference.serviceUrl)), of: id)
    }

    /// Takes that a request to a conversation succeeded, and at which service.
    func reached(_ reference: ConversationReference, at service: String) async {
        guard let id = reference.conversation?.id?.base, !id.isEmpty else { return }
        let movedFrom = Self.moved(from: reference.serviceUrl, to: service)
        if movedFrom == nil, recent.withLock({ $0[id]?.isReachable }) != false { return }
        var news = ConversationNews(kind: .reached, at: wallClock.now, movedFrom: movedFrom)
        if movedFrom != nil {
            var moved = reference.ofConversation
            moved.serviceUrl = service
            news.reference = moved
        }
        await take(news, of: id)
    }

    /// Takes that the service refused a request to a conversation.
    func refused(
        _ reference: ConversationReference, with error: ConnectorError, notification: String? = nil
    ) async {
        guard let id = reference.conversation?.id?.base, !id.isEmpty,
            let reason = ClosureReason(error, isPersonal: reference.isPersonal)
        else { return }
        await take(
            ConversationNews(kind: .closed(reason), at: wallClock.now, notification: notification), of: id)
    }

    /// Takes what a roster tells of people whose chats are known.
    func met(_ members: [Account], in tenant: TenantID?) async {
        for member in members {
            guard let id = member.id ?? member.directoryID.map(AccountID.init(rawValue:)), !id.isEmpty else { continue }
            for chat in await page(of: ConversationQuery(person: id, tenant: tenant, type: .personal), limit: 10) {
                note(chat)
                var reference = ConversationReference()
                reference.user = member.ofPerson
                await take(ConversationNews(kind: .learnt, at: wallClock.now, reference: reference), of: chat.id)
            }
        }
    }

    /// Takes what a list of a team's channels tells.
    /// - Parameter known: the team's own conversation.
    func found(_ channels: [ChannelInfo], of known: KnownConversation) async {
        for channel in channels {
            guard let id = channel.id, !id.isEmpty, id.conversationID != known.id else { continue }
            var reference = known.reference
            reference.conversation?.id = id.conversationID
            reference.conversation?.name = channel.name
            await take(
                ConversationNews(
                    kind: .learnt, at: wallClock.now, reference: reference, team: known.team, channel: channel),
                of: id.conversationID)
        }
    }

    /// The address that the service replaced with another one; nil when it did not.
    private static func moved(from old: String?, to new: String?) -> String? {
        guard let old, let new, !HTTP.Address.same(old, new) else { return nil }
        return old
    }

    /// - Returns: what was known and is known from now on; nil when the store failed.
    @discardableResult
    func take(_ news: ConversationNews, of id: ConversationID) async -> ConversationChange? {
        let usedInTeam = await lastUse(of: news.team?.id, beside: news)
        let (cached, heard, isLeft) = recent.withLock { recent in
            let cached = recent[id]
            let team = (news.team?.id ?? cached?.team?.id)?.conversationID
            var heard = recent.heard(id)
            if news.isDeparture, news.kind != .closed(.channelDeleted) {
                if let team { heard = heard.including(team: recent.heard(team)) }
                heard = heard.including(team: HeardDates(used: usedInTeam))
            }
            let isLeft =
                recent.isLeft(id, for: news) || team.map { recent.isLeft($0, for: news, isTeam: $0 != id) } ?? false
            recent.hear(news, of: id)
            return (cached, heard, isLeft)
        }
        if let cached, news.applied(to: cached, heard: heard) == cached {
            return ConversationChange(id: id, before: cached, after: cached)
        }
        let earlier = Earlier()
        do {
            let stored = try await place.write(id) { (store) async throws(ConversationStoreError) in
                try await store.update(id) { known in
                    earlier.known.withLock { $0 = known }
                    if known == nil, isLeft { return nil }
                    let changed = news.applied(to: known, heard: heard)
                    guard let changed, changed != known else { return changed }
                    return changed.json.serialized().count <= Self.maxBytes ? changed : known
                }
            }
            recent.withLock { $0.remember(stored, as: id) }
            let change = ConversationChange(id: id, before: earlier.known.withLock { $0 }, after: stored)
            if change.before != change.after { for hook in hooks.withLock({ $0 }) { hook(change) } }
            return change
        } catch {
            failed(error)
            return nil
        }
    }

    /// When somebody in a team last did something with the bot, as far as it is stored; looked up for the news that it
    /// is left.
    private func lastUse(of team: TeamID?, beside news: ConversationNews) async -> Date? {
        guard news.isDeparture, news.kind != .closed(.channelDeleted), let team else { return nil }
        return (try? await store.conversation(team.conversationID))?.usedAt?.date
    }

    /// For each conversation of a team that is known.
    private func take(_ news: ConversationNews, ofTeam team: TeamID) async {
        if let used = await lastUse(of: team, beside: news), used > news.at { return }
        let isLate = recent.withLock { recent in
            let heard = recent.heard(team.conversationID)
            recent.hear(news, of: team.conversationID)
            return news.departure.map { heard.isLate($0, at: news.at) } ?? false
        }
        if isLate { return }
        do {
            for try await page in store.pages(of: ConversationQuery(team: team)) {
                for known in page where news.applied(to: known) != known { await take(news, of: known.id) }
            }
        } catch {
            failed(error)
        }
    }

    /// Remembers what was found in the store.
    func note(_ known: KnownConversation) {
        recent.withLock { $0.remember(known, as: known.id) }
    }

    /// Tells the log at once, and of more that follow as a count a minute.
    func failed(_ error: any Error) {
        let now = time.elapsed
        let (isWritten, before) = tally.withLock { $0.refused("\(error)", at: now) }
        if let before {
            logger.error(
                "More conversations could not be looked up or stored",
                ["count": "\(before.count)", "why": before.reasons])
        }
        if isWritten { logger.error("A conversation could not be looked up or stored", ["error": "\(error)"]) }
    }
}
