internal import Foundation
internal import TeamsModels

/// What was stored last of the conversations that something came from lately: whoever compares need not ask the store.
/// Forgets the oldest when there is too much.
struct RecentConversations {
    private struct Entry {
        var known: KnownConversation?
        var heard = HeardDates()
        /// When the place was left, by the reason.
        var left: [ClosureReason: Date] = [:]

        mutating func note(_ news: ConversationNews) {
            switch news.kind {
            case .uninstalled, .forgotten: leave(.uninstalled, news.at)
            case .closed(let reason) where reason.isTold: leave(reason, news.at)
            case .reopened(let reason):
                if let date = left[reason], date <= news.at { left[reason] = nil }
            case .interaction, .installed:
                if !left.isEmpty { left = left.filter { $0.value >= news.at } }
            default: break
            }
        }

        private mutating func leave(_ reason: ClosureReason, _ date: Date) {
            guard !heard.isLate(reason, at: date) else { return }
            left[reason] = max(date, left[reason] ?? date)
        }
    }
    private var entries: [ConversationID: Entry] = [:]
    private var order: [ConversationID] = []
    private let capacity: Int

    init(capacity: Int) { self.capacity = max(1, capacity) }

    /// How many it remembers.
    var count: Int { entries.count }

    subscript(id: ConversationID) -> KnownConversation? { entries[id]?.known }

    /// When something was last heard of it, as far as that is remembered.
    func heard(_ id: ConversationID) -> HeardDates { entries[id]?.heard ?? HeardDates() }

    /// Whether `news` of a place that is not known comes too late: the place was left, and nobody there has done
    /// anything with the bot since.
    /// - Parameter id: the place itself, or its team.
    func isLeft(_ id: ConversationID, for news: ConversationNews, isTeam: Bool = false) -> Bool {
        guard news.isTold, let left = entries[id]?.left, let last = left.values.max() else { return false }
        switch news.kind {
        case .interaction, .installed: return news.at <= last
        case .reopened where !isTeam: return news.at <= last
        default: return true
        }
    }

    /// Remembers when it was heard of, or left.
    mutating func hear(_ news: ConversationNews, of id: ConversationID) {
        change(id) { entry in
            entry.heard = entry.heard.including(news)
            entry.note(news)
        }
    }

    /// Forgets everything.
    mutating func forgetAll() {
        entries = [:]
        order = []
    }

    /// Remembers what the store holds now; nil for nothing.
    mutating func remember(_ stored: KnownConversation?, as id: ConversationID) {
        if stored == nil, entries[id] == nil { return }
        change(id) { $0.known = stored }
    }

    private mutating func change(_ id: ConversationID, _ change: (inout Entry) -> Void) {
        let isNew = entries[id] == nil
        change(&entries[id, default: Entry()])
        guard isNew else { return }
        order.append(id)
        guard order.count > capacity else { return }
        let old = order.prefix(max(1, capacity / 4))
        for id in old { entries[id] = nil }
        order.removeFirst(old.count)
    }
}
