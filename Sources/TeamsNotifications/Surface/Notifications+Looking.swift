package import Foundation
internal import ServiceKit

extension Notifications {
    /// Where a notification stands.
    /// - Throws: ``NotificationError/Code/notFound`` when there is none of this id.
    public func status(of id: NotificationID) async throws(NotificationError) -> NotificationStatus {
        guard let record = try await record(id) else { throw .notFound(id) }
        return await status(of: record)
    }

    /// All notifications, the newest first.
    /// - Parameter states: only those that stand so; nil for all.
    public func list(in states: Set<NotificationState>? = nil) -> NotificationPages<NotificationStatus> {
        NotificationPages { cursor throws(NotificationError) in
            let page = try await self.stored { () async throws(NotificationStoreError) in
                try await self.store.notifications(
                    in: states, recurringOnly: false, after: cursor, limit: Self.pageSize)
            }
            let items = page.items.map { self.makeStatus($0) }
            return (items, page.next)
        }
    }

    /// What became of a notification in each conversation, in the order of planning.
    /// - Parameters:
    ///   - id: the notification.
    ///   - states: only those that stand so; nil for all.
    public func deliveries(
        of id: NotificationID, in states: Set<DeliveryState>? = nil
    ) -> NotificationPages<Delivery> {
        NotificationPages { cursor throws(NotificationError) in
            let page = try await self.stored { () async throws(NotificationStoreError) in
                try await self.store.deliveries(
                    of: id, in: states, after: cursor.flatMap { Int64($0) } ?? 0, limit: Self.pageSize)
            }
            return (page.items, page.next == nil ? nil : page.items.last.map { String($0.place) })
        }
    }

    /// How a notification gets on: where it stands now, then each change, at most four a second, and at last its end. A
    /// recurring one ends when it is cancelled.
    ///
    /// ```swift
    /// for await status in notifications.progress(of: id) { print(status) }
    /// ```
    /// Ends at once when there is none of this id. While the store cannot be read it waits.
    public func progress(of id: NotificationID) -> NotificationProgress { NotificationProgress(id, of: self) }

    /// The categories that a person wants nothing of; `*` is all. Empty for somebody who never said anything.
    /// - Parameter user: the id in Microsoft Entra.
    public func optedOut(_ user: String) async throws(NotificationError) -> Set<String> {
        try await stored { () async throws(NotificationStoreError) in try await store.optedOut(user) }
    }

    /// Notes which categories a person wants nothing of. When this returns, nothing for that person is on the wire, and
    /// nothing of these categories will be.
    /// - Parameters:
    ///   - user: the id in Microsoft Entra.
    ///   - categories: all of them, in place of those before; `*` is every category.
    public func setOptedOut(_ user: String, _ categories: Set<String>) async throws(NotificationError) {
        try await stored { () async throws(NotificationStoreError) in
            try await Self.setOptedOut(user, categories, store: store, dispatcher: parts.dispatcher)
        }
    }

    package func record(_ id: NotificationID) async throws(NotificationError) -> NotificationRecord? {
        try await stored { () async throws(NotificationStoreError) in try await store.notification(id) }
    }

    /// When all of it will be done, at the pace of now; nil when that is not known, or it is over.
    package func estimatedCompletion(of record: NotificationRecord) async -> Date? {
        makeStatus(record).estimatedCompletion
    }

    func status(of record: NotificationRecord) async -> NotificationStatus { makeStatus(record) }

    /// - Parameter pace: how many deliveries a second are known to go out; unless said, the requests of all lanes.
    func makeStatus(_ record: NotificationRecord, pace: Double? = nil) -> NotificationStatus {
        let isGoingOut = record.state == .sending || record.state == .planning
        let pace = isGoingOut ? pace ?? lanes.reduce(0) { $0 + $1.pace } : 0
        return NotificationStatus(
            record, pace: pace,
            estimatedCompletion: isGoingOut ? record.estimatedCompletion(pace: pace, now: wallClock.now) : nil)
    }

    private static let pageSize = 500
}

extension NotificationRecord {
    /// When the rest of it will be done at so many a second; what waits for its local time not before the last clocks
    /// show it. Nil when nothing moves.
    func estimatedCompletion(pace: Double, now: Date) -> Date? {
        let left = counts.planned + counts.sending
        guard left > 0, pace > 0 else { return nil }
        let end = now.addingTimeInterval(Double(left) / pace)
        guard case .local(let time, _) = request.schedule.kind else { return end }
        return max(end, time.worldwide.upperBound)
    }
}
