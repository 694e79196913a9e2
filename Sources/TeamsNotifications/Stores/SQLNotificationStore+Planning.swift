package import Foundation
internal import SQLCore
internal import ServiceKit
internal import TeamsApp
internal import TeamsModels

extension SQLNotificationStore {
    package func due(at now: Date, limit: Int) async throws(NotificationStoreError) -> [NotificationRecord] {
        try await settleWhatIsLeft()
        return try await read { connection in
            let planning = try connection.query(
                "SELECT \(NotificationRow.columns) FROM notification WHERE state = 'planning' ORDER BY number LIMIT ?",
                [SQLValue(limit)])
            let scheduled = try connection.query(
                """
                SELECT \(NotificationRow.columns) FROM notification\(connection.dialect.indexed(by: "notification_wakes"))
                WHERE wakes IS NOT NULL AND state IN ('scheduled', 'sending') AND wakes <= ?
                    AND (state = 'scheduled' OR recurs = 1) ORDER BY wakes, number LIMIT ?
                """, [SQLValue(now), SQLValue(limit)])
            let rows = try (planning + scheduled).map { try NotificationRow($0) }
            let ordered = rows.sorted { ($0.waitsSince, $0.number) < ($1.waitsSince, $1.number) }
            var records: [NotificationRecord] = []
            for row in ordered.prefix(limit) { records.append(try row.record(on: connection)) }
            return records
        }
    }

    package func nextWake() async throws(NotificationStoreError) -> Date? {
        try await read { connection in
            try connection.query(
                """
                SELECT wakes FROM notification\(connection.dialect.indexed(by: "notification_wakes"))
                WHERE wakes IS NOT NULL AND state IN ('scheduled', 'sending') AND (state = 'scheduled' OR recurs = 1)
                ORDER BY wakes LIMIT 1
                """
            ).first?[0].dateValue
        }
    }

    package func plan(
        _ deliveries: [NewDelivery], of id: NotificationID,
        _ progress: @escaping @Sendable (inout NotificationRecord) -> Void
    ) async throws(NotificationStoreError) -> NotificationRecord? {
        let now = wallClock.now
        return try await write { connection -> NotificationRecord? in
            if let sharing = self.sharing, try !sharing.lost([.planning], on: connection).isEmpty {
                throw NotificationStoreError.plannedElsewhere
            }
            guard let known = try NotificationRow.load(id, on: connection) else { return nil }
            var row = known
            let record = try row.record(on: connection)
            guard row.isLive else { return record }
            let isPaused = row.state == .paused
            var planned = record
            if isPaused, let before = row.beforePause { planned.state = before }
            progress(&planned)
            planned.counts = record.counts
            planned.version = record.version
            planned.isRecalled = record.isRecalled
            if planned.request != record.request {
                try NotificationRow.put(planned.request, of: row.number, on: connection)
            }
            try Self.insert(deliveries, of: &row, on: connection)
            row.take(planned)
            if isPaused, !planned.state.isOver {
                row.state = .paused
                row.beforePause = planned.state
            }
            if row.state.isOver { row.end(leftOver: .cancelled) }
            var session = LedgerSession()
            session.put(row)
            try session.finish(at: now, on: connection)
            return try NotificationRow.load(row.number, on: connection)?.record(on: connection)
        }
    }

    /// Adds deliveries, but for those whose target the occurrence has already.
    private static func insert(
        _ deliveries: [NewDelivery], of row: inout NotificationRow, on connection: borrowing Connection
    ) throws(StoreError) {
        var lanes: [TenantID: LaneGrowth] = [:]
        var rows = NewRows()
        var seats = try Seats(of: deliveries, in: row, on: connection)
        for (new, seat) in zip(deliveries, seats.numbers) {
            let tenant = new.target.tenant
            var lane: LaneGrowth
            if let known = lanes[tenant] {
                lane = known
            } else {
                lane = LaneGrowth(id: try self.lane(of: row, tenant, on: connection))
            }
            let state: DeliveryState = new.skipped == nil ? .planned : .skipped
            if try seats.take(seat, by: new.target.key, on: connection) {
                try rows.add(new, state, of: row, seat: seat, lane: lane.id, on: connection)
                row.counts[state] += 1
                if new.skipped == nil {
                    row.open += 1
                    lane.planned += 1
                    lane.due = min(lane.due ?? new.dueAt, new.dueAt)
                }
            }
            lanes[tenant] = lane
        }
        try rows.finish(on: connection)
        for lane in lanes.values where lane.planned > 0 {
            try connection.execute(
                """
                UPDATE lane_work SET planned = planned + ?, due = CASE WHEN due < ? THEN due ELSE ? END WHERE id = ?
                """,
                [SQLValue(lane.planned), SQLValue(lane.due), SQLValue(lane.due), .integer(lane.id)])
        }
    }

    private struct LaneGrowth {
        let id: Int64
        var planned = 0
        var due: Date?
    }

    private static func lane(
        of row: NotificationRow, _ tenant: TenantID, on connection: borrowing Connection
    ) throws(StoreError) -> Int64 {
        let key: [SQLValue] = [.integer(row.number), .text(tenant.rawValue)]
        let known = try connection.query("SELECT id FROM lane_work WHERE notification = ? AND tenant = ?", key)
        if let id = try known.first?.number(0) { return id }
        let added = try connection.query(
            "INSERT INTO lane_work (notification, tenant, priority, eligible) VALUES (?, ?, ?, ?) RETURNING id",
            key + [SQLValue(row.priority.rank), SQLValue(row.isEligible)])
        guard let id = try added.first?.number(0) else { throw .damaged("the lane that was just stored") }
        return id
    }

    package func reschedule(
        user: String, _ change: @escaping @Sendable (NotificationRecord, Date) -> Date
    ) async throws(NotificationStoreError) {
        let now = wallClock.now
        try await write { connection in
            let rows = try connection.query(
                """
                SELECT \(DeliveryRow.columns) FROM delivery
                WHERE by_clock = 1 AND work IS NOT NULL AND "user" = ? AND begun IS NULL AND state = 0 AND tries = 0
                """, [.text(user.lowercased())]
            ).map { try DeliveryRow($0) }
            var session = LedgerSession()
            for row in rows {
                let record = try session.notification(row.number, on: connection).record(on: connection)
                guard !record.state.isOver, !record.isRecalled else { continue }
                let due = change(record, row.due)
                guard due != row.due else { continue }
                try connection.execute(
                    "UPDATE delivery SET due = ? WHERE place = ?", [SQLValue(due), .integer(row.place)])
                session.touch(lane: row.lane)
            }
            try session.finish(at: now, on: connection)
        }
    }

    package func recipients(
        _ query: RecipientQuery, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> [Recipient] {
        try await read { try Recipient.read(query, after: place, limit: max(0, limit), on: $0) }
    }
}

extension NotificationRow {
    /// Since when it waits for the planner.
    fileprivate var waitsSince: Date { state == .planning ? occurs ?? created : wakes ?? created }
}
