public import Foundation
internal import JSONKit
internal import TokenKit

extension Notifications {
    /// Takes a notification: when this returns, it is durable.
    ///
    /// ```swift
    /// try await notifications.notify(.everyone, about: "tides", .text("The tide turns at 14:10."))
    /// try await notifications.notify(.users([bob]), .text("Your build is out."), idempotencyKey: "build-42")
    /// ```
    /// - Parameters:
    ///   - audience: to whom.
    ///   - category: what it is about: people can opt out of it. Nil for what nobody can opt out of.
    ///   - content: what.
    ///   - schedule: when; at once unless said.
    ///   - priority: what comes first when not everything can go at once.
    ///   - guarantee: what becomes of a message of which nobody knows whether it arrived.
    ///   - expiresAt: what has not been sent by then is not sent any more.
    ///   - idempotencyKey: however often the same is asked for with one key, it is one notification.
    /// - Returns: its id.
    /// - Throws: ``NotificationError``: ``NotificationError/Code/invalid`` with the place, before anything is sent;
    ///   ``NotificationError/Code/idempotencyConflict`` when the key stands for something else;
    ///   ``NotificationError/Code/unavailable`` when the store cannot be written: nothing was accepted.
    @discardableResult
    public func notify(
        _ audience: NotificationAudience, about category: String? = nil, _ content: NotificationContent,
        at schedule: NotificationSchedule = .now, priority: NotificationPriority = .normal,
        guarantee: NotificationGuarantee = .documented, expiresAt: Date? = nil, idempotencyKey: String? = nil
    ) async throws(NotificationError) -> NotificationID {
        try await notify(
            NotificationRequest(
                to: audience, content, about: category, at: schedule, priority: priority, guarantee: guarantee,
                expiresAt: expiresAt),
            idempotencyKey: idempotencyKey)
    }

    /// Takes a notification that was put together before.
    @discardableResult
    public func notify(
        _ request: NotificationRequest, idempotencyKey: String? = nil
    ) async throws(NotificationError) -> NotificationID {
        let idempotency = idempotencyKey.map { (key: $0, digest: request.digest) }
        switch try await accept(request, idempotency: idempotency) {
        case .accepted(let record), .repeated(let record): return record.id
        case .conflict:
            throw NotificationError(
                .idempotencyConflict, "the idempotency key was used for another notification; take a new one")
        }
    }

    /// Takes a notification, once it is durable.
    package func accept(
        _ request: NotificationRequest, idempotency: (key: String, digest: String)?
    ) async throws(NotificationError) -> Acceptance {
        // A repeat may be late for what its first time was in time for, and is answered before anything is looked at.
        if let (key, digest) = idempotency {
            let before = try await stored { () async throws(NotificationStoreError) in
                try await store.acceptance(ofKey: key, digest: digest)
            }
            if let before { return before }
        }
        let new = try await parts.prepare(request, idempotency)
        let acceptance = try await stored { () async throws(NotificationStoreError) in try await store.accept(new) }
        scheduler.poke()
        store.leases?.tell()
        return acceptance
    }

    /// What a notification would do. Nothing is stored, and no request is made.
    /// - Throws: ``NotificationError`` for what ``notify(_:idempotencyKey:)`` would refuse.
    public func plan(_ request: NotificationRequest) async throws(NotificationError) -> NotificationPlan {
        try await parts.plan(request)
    }
}

extension NotificationRequest {
    /// What tells this request from another one under the same idempotency key: of its JSON form with sorted names.
    package var digest: String { Data(sha256(json.serialized(.sorted))).base64EncodedString() }
}
