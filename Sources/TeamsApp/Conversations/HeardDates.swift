internal import Foundation
internal import TeamsModels

/// When something was last heard of a conversation, to the instant: what is stored is right to the hour, so that not
/// every activity is a write.
struct HeardDates: Hashable, Sendable {
    /// When somebody there last did something with the bot, or installed the app.
    var used: Date?
    /// When the reference was last told: names, addresses, service.
    var reference: Date?
    /// When a name of the team was last told.
    var team: Date?
    /// When a name of the channel was last told.
    var channel: Date?
    var selectedChannel: Date?
    var timeZone: Date?
    /// When a reason to be closed was last told to be over: also of a place that is not known yet.
    var over: [ClosureReason: Date] = [:]

    /// Whether a departure is old news: somebody has done something there since, or what closed it was over since.
    func isLate(_ reason: ClosureReason, at date: Date) -> Bool {
        used.map { $0 > date } ?? false || over[reason].map { $0 > date } ?? false
    }

    /// With what was heard of the team, as far as it says that its places are open.
    func including(team: HeardDates) -> HeardDates {
        var dates = self
        dates.used = [used, team.used].compactMap(\.self).max()
        dates.over.merge(team.over) { max($0, $1) }
        return dates
    }

    /// With the dates of `news`.
    func including(_ news: ConversationNews) -> HeardDates {
        guard news.isTold else { return self }
        func later(_ date: Date?, _ isTold: Bool) -> Date? { isTold ? max(news.at, date ?? news.at) : date }
        var dates = self
        dates.used = later(used, news.kind == .interaction || news.kind == .installed)
        dates.reference = later(reference, news.reference != nil)
        dates.team = later(team, news.team?.name != nil)
        dates.channel = later(channel, news.channel?.name != nil)
        dates.selectedChannel = later(selectedChannel, news.selectedChannel != nil)
        dates.timeZone = later(timeZone, news.timeZone != nil)
        if case .reopened(let reason) = news.kind { dates.over[reason] = later(over[reason], true) }
        return dates
    }
}
