package import Foundation
internal import SQLCore
internal import ServiceKit
internal import TeamsApp
package import TeamsModels

extension SQLNotificationStore {
    package func lanes() async throws(NotificationStoreError) -> [LaneWork] {
        try await read { connection in
            let rows = try connection.query(
                """
                SELECT tenant, MIN(due) FROM lane_work WHERE eligible = 1 AND due IS NOT NULL
                GROUP BY tenant ORDER BY tenant
                """)
            return try rows.map {
                LaneWork(tenant: TenantID(rawValue: try $0.text(at: 0)), dueAt: try $0.date(1))
            }
        }
    }

    package func work(
        in tenant: TenantID, at now: Date, holding: Set<Int64>, perNotification: Int, limit: Int
    ) async throws(NotificationStoreError) -> [DeliveryTask] {
        let tenant = TenantID(rawValue: tenant.rawValue.lowercased())
        return try await read { connection in
            var session = LedgerSession()
            var tasks: [DeliveryTask] = []
            for priority in NotificationPriority.allCases.sorted() where tasks.count < limit {
                let places = try Self.places(
                    in: tenant, priority, at: now, holding: holding, perNotification: perNotification,
                    limit: limit - tasks.count, on: connection)
                let rows = try DeliveryRow.load(places, on: connection)
                tasks += try Self.tasks(places.compactMap { rows[$0] }, &session, on: connection)
            }
            return tasks
        }
    }

    /// The places of due work of one priority, of each notification in turn.
    private static func places(
        in tenant: TenantID, _ priority: NotificationPriority, at now: Date, holding: Set<Int64>,
        perNotification: Int, limit: Int, on connection: borrowing Connection
    ) throws -> [Int64] {
        let rows = try connection.query(
            """
            SELECT id FROM lane_work
            WHERE tenant = ? AND priority = ? AND eligible = 1 AND due IS NOT NULL AND due <= ?
            ORDER BY due, id LIMIT ?
            """,
            [
                .text(tenant.rawValue), SQLValue(priority.rank), SQLValue(now),
                SQLValue(limit + holding.count),
            ])
        let lanes = try rows.map { try $0.number(0) }
        guard !lanes.isEmpty else { return [] }
        // A fair share first; twice as much of those that have more, until there is enough.
        var share = max(1, min(perNotification, limit / lanes.count))
        while true {
            var found: [[Int64]] = []
            var hasMore = false
            for lane in lanes {
                var places: [Int64] = []
                try connection.forEachRow(
                    """
                    SELECT place FROM delivery WHERE lane = ? AND work IS NOT NULL AND begun IS NULL AND due <= ?
                    ORDER BY due, place LIMIT ?
                    """, [.integer(lane), SQLValue(now), SQLValue(share + holding.count + 1)]
                ) { row in
                    let place = try row.number(0)
                    if holding.contains(place) { return .next }
                    guard places.count < share else {
                        hasMore = true
                        return .stop
                    }
                    places.append(place)
                    return .next
                }
                found.append(places)
            }
            let count = found.reduce(0) { $0 + $1.count }
            if count >= limit || !hasMore || share >= perNotification { return inTurn(found, limit: limit) }
            share = min(perNotification, share * 2)
        }
    }

    /// The first of each, then the second of each, and so on.
    private static func inTurn(_ lists: [[Int64]], limit: Int) -> [Int64] {
        var result: [Int64] = []
        let longest = lists.map(\.count).max() ?? 0
        for index in 0..<longest {
            for list in lists where index < list.count && result.count < limit { result.append(list[index]) }
        }
        return result
    }

    /// Deliveries with all that sending needs.
    static func tasks(
        _ rows: [DeliveryRow], _ session: inout LedgerSession, on connection: borrowing Connection
    ) throws -> [DeliveryTask] {
        let look = try RegistryLook(at: rows, &session, on: connection)
        var tasks: [DeliveryTask] = []
        tasks.reserveCapacity(rows.count)
        for var row in rows {
            let notification = try session.notification(row.number, on: connection)
            let tenant = try session.tenant(of: row.lane, on: connection)
            let chat = look.chat(of: row, in: tenant)
            if row.conversation == nil { row.conversation = chat?.id }
            let address = chat.map { chat in
                DeliveryAddress(
                    service: chat.service.map { session.kept($0) }, type: chat.type,
                    account: chat.account?.rawValue == row.account ? nil : chat.account)
            }
            tasks.append(
                DeliveryTask(
                    delivery: row.delivery(of: notification.id, tenant: tenant, leftOver: nil),
                    work: row.work ?? .send, priority: notification.priority, guarantee: notification.guarantee,
                    version: notification.version, isText: notification.isText,
                    remaining: try session.remaining(in: row.lane, on: connection), address: address,
                    locale: chat?.locale, data: try look.data(of: row)))
        }
        return tasks
    }

    package func nextDue(in tenant: TenantID, after now: Date) async throws(NotificationStoreError) -> Date? {
        let tenant = SQLValue.text(tenant.rawValue.lowercased())
        return try await read { connection in
            var next: Date?
            for priority in NotificationPriority.allCases {
                let scope = [tenant, SQLValue(priority.rank), SQLValue(now)]
                let later = try connection.query(
                    """
                    SELECT MIN(due) FROM lane_work
                    WHERE tenant = ? AND priority = ? AND eligible = 1 AND due IS NOT NULL AND due > ?
                    """, scope)
                let behind = try connection.query(
                    """
                    SELECT MIN((
                        SELECT MIN(due) FROM delivery
                        WHERE lane = lane_work.id AND work IS NOT NULL AND begun IS NULL AND due > ?
                    )) FROM lane_work
                    WHERE tenant = ? AND priority = ? AND eligible = 1 AND due IS NOT NULL AND due <= ?
                    """, [SQLValue(now)] + scope)
                for found in [later.first?[0].dateValue, behind.first?[0].dateValue] {
                    guard let found else { continue }
                    next = min(next ?? found, found)
                }
            }
            return next
        }
    }

    package func begin(_ attempts: [BegunAttempt]) async throws(NotificationStoreError) -> [BeginVerdict] {
        let now = wallClock.now
        return try await write { connection in
            var session = LedgerSession()
            var rows = try DeliveryRow.load(attempts.map(\.place), on: connection)
            try self.leaveOut(lost: nil, from: &rows, &session, on: connection)
            let consent = try SendingConsent(for: attempts, rows, &session, on: connection)
            var verdicts: [BeginVerdict] = []
            verdicts.reserveCapacity(attempts.count)
            for attempt in attempts {
                guard let row = rows[attempt.place] else {
                    verdicts.append(.stale)
                    continue
                }
                let (verdict, new) = try Self.begin(attempt, row, consent, &session, on: connection)
                rows[attempt.place] = new
                verdicts.append(verdict)
            }
            try session.finish(at: now, on: connection)
            return verdicts
        }
    }

    private static func begin(
        _ attempt: BegunAttempt, _ old: DeliveryRow, _ consent: SendingConsent, _ session: inout LedgerSession,
        on connection: borrowing Connection
    ) throws -> (BeginVerdict, DeliveryRow) {
        let notification = try session.notification(old.number, on: connection)
        var row = old
        var verdict = LedgerRules.verdict(on: attempt, row, notification)
        if verdict == nil, attempt.work == .send {
            row.conversation = consent.conversation(of: row)
            if let code = consent.refusal(of: row) { verdict = .skip(code) }
        }
        switch verdict {
        case nil, .go:
            let new = LedgerRules.begun(row, by: attempt)
            session.count(old, new)
            try new.saveBegun(on: connection, isOpened: old.conversation == nil)
            return (.go, new)
        case .skip(let code):
            // What is settling is counted already, and its rows follow.
            guard old.isReady, !notification.settling.contains(.leftOver) else { return (.skip(code), old) }
            let new = LedgerRules.skipped(old, as: code)
            session.count(old, new)
            try new.save(on: connection, isDueLater: false, isOpened: false)
            return (.skip(code), new)
        case .stale: return (.stale, old)
        }
    }

    package func record(
        _ receipts: [DeliveryReceipt], pacing: [PacingMemory]
    ) async throws(NotificationStoreError) {
        let now = wallClock.now
        try await write { connection in
            var session = LedgerSession()
            var rows = try DeliveryRow.load(receipts.map(\.place), on: connection)
            let lost = try self.leaveOut(lost: pacing, from: &rows, &session, on: connection)
            for receipt in receipts {
                guard let old = rows[receipt.place] else { continue }
                let notification = try session.notification(old.number, on: connection)
                // Skipped rows that are settling are counted already, and have nothing that could be reported.
                if notification.settling.contains(.leftOver), old.isReady { continue }
                let new = LedgerRules.delivery(old, after: receipt, notification)
                session.count(old, new)
                rows[receipt.place] = new
                try new.save(
                    on: connection, isDueLater: new.due != old.due,
                    isOpened: old.conversation == nil && new.conversation != nil)
            }
            for memory in pacing where memory.lane.map({ !lost.contains(.lane($0)) }) ?? true {
                if let json = memory.json {
                    try connection.execute(
                        "INSERT INTO pacing VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET json = excluded.json",
                        [.text(memory.scope), .text(json)])
                } else {
                    try connection.execute("DELETE FROM pacing WHERE scope = ?", [.text(memory.scope)])
                }
            }
            try session.finish(at: now, on: connection)
        }
    }

    /// Leaves out what belongs to lanes that another process serves by now: that one has settled it.
    /// - Returns: the leases that were lost.
    @discardableResult
    private func leaveOut(
        lost pacing: [PacingMemory]?, from rows: inout [Int64: DeliveryRow], _ session: inout LedgerSession,
        on connection: borrowing Connection
    ) throws(StoreError) -> Set<LeaseName> {
        guard let sharing else { return [] }
        var lanes: [Int64: LeaseName] = [:]
        for row in rows.values where lanes[row.lane] == nil {
            lanes[row.lane] = .lane(try session.tenant(of: row.lane, on: connection))
        }
        let names = Set(lanes.values).union((pacing ?? []).compactMap { $0.lane.map { .lane($0) } })
        let lost = try sharing.lost(names, on: connection)
        if !lost.isEmpty { rows = rows.filter { lanes[$0.value.lane].map { !lost.contains($0) } ?? true } }
        return lost
    }

    package func interrupted(in lanes: Set<TenantID>?) async throws(NotificationStoreError) -> [DeliveryTask] {
        try await settleWhatIsLeft()
        return try await read { connection in
            let rows = try connection.query(
                "SELECT \(DeliveryRow.columns) FROM delivery WHERE begun IS NOT NULL ORDER BY place"
            ).map { try DeliveryRow($0) }
            var session = LedgerSession()
            var wanted: [DeliveryRow] = []
            for row in rows {
                let tenant = try session.tenant(of: row.lane, on: connection)
                if lanes?.contains(tenant) ?? true { wanted.append(row) }
            }
            return try Self.tasks(wanted, &session, on: connection)
        }
    }

    package func isOnTheWire(_ id: NotificationID) async throws(NotificationStoreError) -> Bool {
        try await read { connection in
            guard let row = try NotificationRow.load(id, on: connection) else { return false }
            let begun = try connection.query(
                "SELECT place FROM delivery WHERE begun IS NOT NULL AND notification = ? LIMIT 1",
                [.integer(row.number)])
            return !begun.isEmpty
        }
    }

    package func pacing() async throws(NotificationStoreError) -> [PacingMemory] {
        try await read { connection in
            try connection.query("SELECT scope, json FROM pacing ORDER BY scope").map {
                PacingMemory(scope: try $0.text(at: 0), json: try $0.text(at: 1))
            }
        }
    }
}
