package import Foundation
internal import SQLCore
internal import SQLiteStore
internal import ServiceKit
internal import TeamsApp
package import TeamsModels

extension SQLiteNotificationStore {
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
                for place in places {
                    guard let row = try DeliveryRow.load(place, on: connection) else { continue }
                    tasks.append(try Self.task(row, tenant, &session, on: connection))
                }
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
                    ORDER BY due, place
                    """, [.integer(lane), SQLValue(now)]
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

    /// A delivery with all that sending needs.
    static func task(
        _ row: DeliveryRow, _ tenant: TenantID, _ session: inout LedgerSession, on connection: borrowing Connection
    ) throws -> DeliveryTask {
        var row = row
        let notification = try session.notification(row.number, on: connection)
        let chat = try RegistryLook.chat(of: row, in: tenant, on: connection)
        if row.conversation == nil { row.conversation = chat?.id }
        let address = chat.map { chat in
            DeliveryAddress(
                service: chat.service.map { session.kept($0) }, type: chat.type,
                account: chat.account?.rawValue == row.account ? nil : chat.account)
        }
        return DeliveryTask(
            delivery: row.delivery(of: notification.id, tenant: tenant, leftOver: nil), work: row.work ?? .send,
            priority: notification.priority, guarantee: notification.guarantee, version: notification.version,
            isText: notification.isText, remaining: try session.remaining(in: row.lane, on: connection),
            address: address, locale: chat?.locale, data: try RegistryLook.data(of: row, on: connection))
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
            var verdicts: [BeginVerdict] = []
            verdicts.reserveCapacity(attempts.count)
            for attempt in attempts {
                verdicts.append(try Self.begin(attempt, &session, on: connection))
            }
            try session.finish(at: now, on: connection)
            return verdicts
        }
    }

    private static func begin(
        _ attempt: BegunAttempt, _ session: inout LedgerSession, on connection: borrowing Connection
    ) throws -> BeginVerdict {
        guard var row = try DeliveryRow.load(attempt.place, on: connection) else { return .stale }
        let old = row
        let notification = try session.notification(row.number, on: connection)
        var verdict = LedgerRules.verdict(on: attempt, row, notification)
        if verdict == nil, attempt.work == .send {
            if row.conversation == nil {
                row.conversation = try RegistryLook.chat(
                    of: row, in: session.tenant(of: row.lane, on: connection), on: connection)?.id
            }
            if try RegistryLook.isOptedOut(row, of: notification.category, on: connection) {
                verdict = .skip(.optedOut)
            } else if let code = try RegistryLook.obstacle(to: row, on: connection) {
                verdict = .skip(code)
            }
        }
        switch verdict {
        case nil, .go:
            let new = LedgerRules.begun(row, by: attempt)
            session.count(old, new)
            try new.saveBegun(on: connection, isOpened: old.conversation == nil)
            return .go
        case .skip(let code):
            // What is settling is counted already, and its rows follow.
            if old.isReady, !notification.settling.contains(.leftOver) {
                let new = LedgerRules.skipped(old, as: code)
                session.count(old, new)
                try new.save(on: connection, isDueLater: false, isOpened: false)
            }
            return .skip(code)
        case .stale: return .stale
        }
    }

    package func record(
        _ receipts: [DeliveryReceipt], pacing: [PacingMemory]
    ) async throws(NotificationStoreError) {
        let now = wallClock.now
        try await write { connection in
            var session = LedgerSession()
            for receipt in receipts {
                guard let old = try DeliveryRow.load(receipt.place, on: connection) else { continue }
                let notification = try session.notification(old.number, on: connection)
                // Skipped rows that are settling are counted already, and have nothing that could be reported.
                if notification.settling.contains(.leftOver), old.isReady { continue }
                let new = LedgerRules.delivery(old, after: receipt, notification)
                session.count(old, new)
                try new.save(
                    on: connection, isDueLater: new.due != old.due,
                    isOpened: old.conversation == nil && new.conversation != nil)
            }
            for memory in pacing {
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

    package func interrupted() async throws(NotificationStoreError) -> [DeliveryTask] {
        try await settleWhatIsLeft()
        return try await read { connection in
            let rows = try connection.query(
                "SELECT \(DeliveryRow.columns) FROM delivery WHERE begun IS NOT NULL ORDER BY place"
            ).map { try DeliveryRow($0) }
            var session = LedgerSession()
            var tasks: [DeliveryTask] = []
            for row in rows {
                let tenant = try session.tenant(of: row.lane, on: connection)
                tasks.append(try Self.task(row, tenant, &session, on: connection))
            }
            return tasks
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
