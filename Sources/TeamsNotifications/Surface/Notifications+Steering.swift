internal import Foundation
internal import ServiceKit
internal import TeamsConnector

extension Notifications {
    /// Stops a notification until it is resumed. When this returns, nothing of it is on the wire.
    /// - Throws: ``NotificationError/Code/wrongState`` for one that has ended.
    @discardableResult
    public func pause(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord {
        let record = try await change(id) { record in
            if record.state.isOver { throw Self.hasEnded(record) }
            record.pause()
        }
        await settle(id)
        return try await self.record(id) ?? record
    }

    /// Lets a paused notification go on. Times of a recurring one that passed meanwhile are not made up for.
    /// - Throws: ``NotificationError/Code/wrongState`` for one that has ended.
    @discardableResult
    public func resume(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord {
        let now = wallClock.now
        let record = try await change(id) { record in
            if record.state.isOver { throw Self.hasEnded(record) }
            record.resume(at: now)
        }
        stir()
        return record
    }

    /// Ends a notification: what has not been sent is not sent any more, what has been stays. When this returns,
    /// nothing of it is on the wire. One that has ended stays as it is.
    @discardableResult
    public func cancel(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord {
        let now = wallClock.now
        let record = try await change(id) { record in
            guard !record.state.isOver else { return }
            record.state = .cancelled
            record.stateBeforePause = nil
            record.wakesAt = nil
            record.planCursor = nil
            record.finishedAt = now
        }
        await settle(id)
        return try await self.record(id) ?? record
    }

    /// Sends once more what failed for a reason that passes (412, 429, 502 to 504, no connection), and what is
    /// ``DeliveryState/unknown``: that may arrive twice.
    /// - Throws: ``NotificationError/Code/wrongState`` for one that was cancelled or recalled.
    @discardableResult
    public func retry(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord {
        guard let record = try await record(id) else { throw .notFound(id) }
        guard record.state != .cancelled, !record.isRecalled else {
            throw NotificationError(.wrongState, "the notification was cancelled or recalled, and is not sent again")
        }
        try await refuseWithoutDeliveries(record)
        let retried = try await stored { () async throws(NotificationStoreError) in
            try await store.retry(id, codes: Self.passingCodes)
        }
        stir()
        return retried ?? record
    }

    /// Gives a notification a new content: every message that was sent is edited, and what is not sent yet gets only
    /// the new version.
    /// - Throws: ``NotificationError/Code/invalid`` for a content that cannot be sent,
    ///   ``NotificationError/Code/wrongState`` for one that was recalled.
    @discardableResult
    public func update(
        _ id: NotificationID, _ content: NotificationContent
    ) async throws(NotificationError) -> NotificationRecord {
        try await replaceContent(of: id, with: content)
    }

    /// Takes a notification back: every message that was sent is removed, and nothing more is sent, nor at any later
    /// time of a recurring one.
    @discardableResult
    public func recall(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord {
        try await recallAll(id)
    }

    @discardableResult
    package func replaceContent(
        of id: NotificationID, with content: NotificationContent
    ) async throws(NotificationError) -> NotificationRecord {
        guard let record = try await record(id) else { throw .notFound(id) }
        guard !record.isRecalled else {
            throw NotificationError(.wrongState, "the notification was recalled; send a new one")
        }
        try await refuseWithoutDeliveries(record)
        try Self.checkIsInChats(record)
        do {
            try await parts.checkEdit(content, record)
        } catch {
            let pointer = error.pointer.map { $0.hasPrefix("/content") ? String($0.dropFirst(8)) : $0 }
            throw NotificationError(error.code, error.message, at: pointer)
        }
        let changed = try await stored { () async throws(NotificationStoreError) in
            try await store.replaceContent(of: id, with: content)
        }
        stir()
        return changed ?? record
    }

    @discardableResult
    package func recallAll(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord {
        guard let record = try await record(id) else { throw .notFound(id) }
        try await refuseWithoutDeliveries(record)
        try Self.checkIsInChats(record)
        let recalled = try await stored { () async throws(NotificationStoreError) in
            try await store.replaceContent(of: id, with: nil)
        }
        guard let recalled else { throw .notFound(id) }
        stir()
        return recalled
    }

    /// What was posted to a webhook or put into a feed stays: nothing is left of such a notification that could change.
    private static func checkIsInChats(_ record: NotificationRecord) throws(NotificationError) {
        let isLive = !record.state.isOver && record.counts.total == 0 || record.counts.planned > 0
        guard record.request.audience.staysOutOfChats, !isLive, !record.request.schedule.isRecurring else { return }
        throw NotificationError(
            .wrongState, "what was posted to a webhook or an activity feed can be neither edited nor taken back")
    }

    private func change(
        _ id: NotificationID, _ change: @escaping @Sendable (inout NotificationRecord) throws -> Void
    ) async throws(NotificationError) -> NotificationRecord {
        let changed: NotificationRecord?
        do {
            changed = try await store.change(id, leftOver: .cancelled, change)
        } catch let error as NotificationError {
            throw error
        } catch let error as NotificationStoreError {
            throw NotificationError(error)
        } catch {
            throw NotificationError(.unavailable, "\(error)")
        }
        guard let changed else { throw .notFound(id) }
        return changed
    }

    /// Returns when nothing of the notification is on the wire.
    private func settle(_ id: NotificationID) async {
        await parts.dispatcher.settle { $0.notification == id }
        stir()
        guard store.leases != nil else { return }
        // Others send too. What one had begun that ended is settled by another once its lease has ended.
        let (time, start) = (Stopwatch(ContinuousClock()), ContinuousClock.now)
        while start.duration(to: .now) < .seconds(30), (try? await store.isOnTheWire(id)) ?? false {
            try? await time.sleep(for: .milliseconds(100))  // nobody tells when another process is done
        }
    }

    /// Something has changed that may be work.
    func stir() {
        scheduler.poke()
        parts.dispatcher.wake(nil)
        store.leases?.tell()
    }

    /// What the retention has removed cannot be sent again, edited or taken back: nothing tells where it is.
    private func refuseWithoutDeliveries(_ record: NotificationRecord) async throws(NotificationError) {
        let counts = record.counts
        guard record.state.isOver, DeliveryState.allCases.contains(where: { counts[$0] > 0 }) else { return }
        let first = try await stored { () async throws(NotificationStoreError) in
            try await store.deliveries(of: record.id, in: nil, after: 0, limit: 1)
        }
        guard first.items.isEmpty else { return }
        throw NotificationError(
            .wrongState, "the notification ended so long ago that its deliveries were removed (RETENTION)")
    }

    private static func hasEnded(_ record: NotificationRecord) -> NotificationError {
        NotificationError(.wrongState, "the notification has ended: it is \(record.state.rawValue)")
    }

    /// Reasons that pass: the codes of the retry table, and those of requests that never reached the service.
    static let passingCodes: Set<DeliveryCode> = Set(
        [
            ConnectorError.Code.preconditionFailed, .throttled, .serviceFailed, .dropped, .notConnected, .timedOut,
            .tooManyWaiting, .noToken, .cancelled, .wrongHost, .notConsented, .webhookUnknown, .webhookRefused,
        ].map { DeliveryCode(rawValue: $0.rawValue) })
}
