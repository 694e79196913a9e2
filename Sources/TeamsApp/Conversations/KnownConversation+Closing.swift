internal import Foundation
internal import TeamsModels

/// What closes a conversation to the bot, and opens it again. Pure.
///
/// Of each reason that events tell, the newest word counts, in whichever order the events arrive; of several that hold,
/// the one that lasts longest is the closure. A refusal of the service counts as long as no event says more.
extension KnownConversation {
    /// The reasons that hold by what events told, the one that counts first.
    var toldReasons: [ToldClosure] {
        ClosureReason.told.compactMap { reason in told?.first { $0.reason == reason && $0.isOver != true } }
    }

    /// Takes that a reason holds since an instant, or is over.
    /// - Returns: whether nothing newer is known of it.
    @discardableResult
    mutating func tell(_ reason: ClosureReason, at: Date, isOver: Bool) -> Bool {
        readEarlierVersion()
        var all = told ?? []
        let new = ToldClosure(reason, at: Timestamp(at), isOver: isOver)
        if let index = all.firstIndex(where: { $0.reason == reason }) {
            guard !all[index].at.isAfter(at) else { return false }
            all[index] = new
        } else {
            all.append(new)
        }
        told = all
        if reason == .uninstalled { uninstalledAt = isOver ? nil : uninstalledAt ?? Timestamp(at) }
        settle()
        return true
    }

    /// Takes that the place was open at an instant: whatever was told until then is over.
    mutating func tellOpen(at: Date) {
        readEarlierVersion()
        for closure in toldReasons where !closure.at.isAfter(at) {
            if let reason = closure.reason { tell(reason, at: at, isOver: true) }
        }
    }

    /// Takes that the service refused.
    mutating func refuse(_ refusal: ConversationClosure) {
        guard closure?.reason?.isTold != true, closure?.reason != refusal.reason else { return }
        closure = refusal
    }

    /// Takes that what the service refused is over.
    mutating func forgiveRefusal() {
        if closure?.reason?.isTold != true { closure = nil }
    }

    /// The closure by what holds.
    private mutating func settle() {
        if let first = toldReasons.first {
            guard closure?.reason != first.reason, let reason = first.reason, let at = first.at else { return }
            closure = ConversationClosure(reason, at: at)
        } else {
            if closure?.reason?.isTold == true { closure = nil }
        }
    }

    /// What earlier versions stored: the closure alone.
    private mutating func readEarlierVersion() {
        guard told == nil else { return }
        if let uninstalledAt { told = [ToldClosure(.uninstalled, at: uninstalledAt, isOver: false)] }
        if let closure, let reason = closure.reason, reason.isTold, told?.first?.reason != reason {
            told = (told ?? []) + [ToldClosure(reason, at: closure.at, isOver: false)]
        }
    }
}

extension Timestamp? {
    func isAfter(_ date: Date) -> Bool { self?.date.map { $0 > date } ?? false }
}
