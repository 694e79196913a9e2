internal import Foundation
internal import TeamsModels

/// What a delivery becomes. Pure.
enum LedgerRules {
    /// What may become of an intent, as far as delivery and notification say; nil when more has to be asked: whether
    /// the person wants it, and whether the conversation is open.
    static func verdict(on attempt: BegunAttempt, _ delivery: DeliveryRow, _ notification: NotificationRow)
        -> BeginVerdict?
    {
        if delivery.state == .skipped, attempt.work == .send, let code = delivery.code { return .skip(code) }
        guard delivery.isReady, delivery.work == attempt.work, notification.state != .paused else { return .stale }
        if attempt.work == .send, !notification.isLive { return .skip(notification.leftOver ?? .cancelled) }
        if notification.state.isOver { return .stale }
        guard attempt.version == notification.version else { return .stale }
        if attempt.work == .send, let expires = notification.expires, expires <= attempt.at { return .skip(.expired) }
        return nil
    }

    /// A delivery whose request goes out. An edit or a recall leaves the state as it is: the message is there.
    static func begun(_ delivery: DeliveryRow, by attempt: BegunAttempt) -> DeliveryRow {
        var delivery = delivery
        if attempt.work == .send { delivery.state = .sending }
        delivery.begun = attempt.at
        delivery.version = attempt.version
        return delivery
    }

    /// A delivery that must not be sent.
    static func skipped(_ delivery: DeliveryRow, as code: DeliveryCode) -> DeliveryRow {
        var delivery = delivery
        delivery.state = .skipped
        delivery.work = nil
        delivery.begun = nil
        delivery.code = code
        return delivery
    }

    /// A delivery after a receipt.
    static func delivery(_ old: DeliveryRow, after receipt: DeliveryReceipt, _ notification: NotificationRow)
        -> DeliveryRow
    {
        var new = old
        new.state = receipt.state
        new.work = receipt.work ?? (receipt.state == .planned ? .send : nil)
        new.begun = nil
        new.due = receipt.dueAt ?? old.due
        new.code = receipt.code
        if receipt.version > 0 { new.version = receipt.version }
        if let activity = receipt.activityID { new.activity = activity }
        if let opened = receipt.opened, old.conversation == nil { new.conversation = opened }
        if let attempt = receipt.attempt {
            new.attempts = StoredAttempts.text(old.attempts, adding: attempt)
            new.tries += 1
        }
        if new.work == .send, !notification.isLive {
            return skipped(new, as: notification.leftOver ?? .cancelled)
        }
        if notification.state.isOver {
            new.work = nil
            return new
        }
        let isThere = new.activity != nil && (new.state == .delivered || new.state == .failed)
        if isThere, new.version < notification.version { new.work = notification.isRecalled ? .delete : .update }
        return new
    }
}
