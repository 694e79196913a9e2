package import Foundation
internal import SQLCore
package import TeamsModels

extension SQLNotificationStore {
    package func deliveries(
        of id: NotificationID, in states: Set<DeliveryState>?, after place: Int64, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<Delivery> {
        let limit = max(1, limit)
        return try await read { connection in
            guard let notification = try NotificationRow.load(id, on: connection) else { return StorePage(items: []) }
            let isSettling = notification.settling.contains(.leftOver)
            let question = Self.listing(
                of: notification.number, in: states.map { Self.stored($0, isSettling: isSettling) }, after: place,
                limit: limit, connection.dialect)
            let rows = try connection.query(question.sql, question.values).map { try DeliveryRow($0) }
            var session = LedgerSession()
            var items: [Delivery] = []
            for row in rows {
                let delivery = row.delivery(
                    of: id, tenant: try session.tenant(of: row.lane, on: connection),
                    leftOver: isSettling ? notification.leftOver ?? .cancelled : nil)
                if states?.contains(delivery.state) != false { items.append(delivery) }
            }
            return StorePage(items: items, next: rows.count < limit ? nil : rows.last.map { "\($0.place)" })
        }
    }

    /// The states of the rows that show as one of `states`: while a notification settles, what is to be sent is
    /// skipped.
    private static func stored(_ states: Set<DeliveryState>, isSettling: Bool) -> Set<DeliveryState> {
        guard isSettling else { return states }
        return states.contains(.skipped) ? states.union([.planned]) : states.subtracting([.planned])
    }

    /// The statement for a page: places from the index of each state that has one, and only so many rows as the page
    /// has. The states of most deliveries have none: of these, all are looked through that come after `place`.
    static func listing(
        of number: Int64, in states: Set<DeliveryState>?, after place: Int64, limit: Int,
        _ dialect: SQLDialect = .sqlite
    ) -> (sql: String, values: [SQLValue]) {
        let states = states ?? Set(DeliveryState.allCases)
        let usual = states.subtracting(DeliveryState.troubles)
        var terms = states.intersection(DeliveryState.troubles).map { "state = \($0.column)" }.sorted()
        if !usual.isEmpty {
            let columns = usual.map(\.column).sorted().map { "\($0)" }.joined(separator: ", ")
            terms.append("\(dialect.unindexed("state")) IN (\(columns))")
        }
        let places = terms.map {
            """
            SELECT place FROM (SELECT place FROM delivery WHERE notification = ? AND \($0) AND place > ? \
            ORDER BY place LIMIT ?) AS page
            """
        }.joined(separator: " UNION ALL ")
        let values: [SQLValue] = terms.flatMap { _ in [.integer(number), .integer(place), SQLValue(limit)] }
        return (
            """
            SELECT \(DeliveryRow.columns) FROM delivery
            WHERE place IN (\(terms.isEmpty ? "SELECT 0 WHERE 1 = 0" : places)) ORDER BY place LIMIT ?
            """,
            values + [SQLValue(limit)]
        )
    }

    package func delivery(
        of activity: ActivityID, in conversation: ConversationID
    ) async throws(NotificationStoreError) -> Delivery? {
        try await read { connection in
            let rows = try Self.rows(of: activity, in: conversation, on: connection)
            guard let row = rows.last else { return nil }
            var session = LedgerSession()
            let notification = try session.notification(row.number, on: connection)
            return row.delivery(
                of: notification.id, tenant: try session.tenant(of: row.lane, on: connection), leftOver: nil)
        }
    }

    package func sharing(
        _ activity: ActivityID, in conversation: ConversationID
    ) async throws(NotificationStoreError) -> [DeliveryTask] {
        try await read { connection in
            var session = LedgerSession()
            let rows = try Self.rows(of: activity, in: conversation, on: connection)
                .filter { !($0.state == .delivered && $0.code == .recalled) }
            var tasks: [DeliveryTask] = []
            for (row, task) in zip(rows, try Self.tasks(rows, &session, on: connection)) {
                let isRecalled = try session.notification(row.number, on: connection).isRecalled
                tasks.append(task.with(isRecalled ? .delete : .update))
            }
            return tasks
        }
    }

    /// The deliveries that one message brought, in order: several when it is a digest.
    private static func rows(
        of activity: ActivityID, in conversation: ConversationID, on connection: borrowing Connection
    ) throws(StoreError) -> [DeliveryRow] {
        let found = try connection.query(
            """
            SELECT \(DeliveryRow.columns) FROM delivery WHERE chat = ? AND activity = ? AND activity IS NOT NULL
            ORDER BY place
            """,
            [.integer(conversation.chatNumber), .text(activity.rawValue)])
        var rows: [DeliveryRow] = []
        for row in found {
            let row = try DeliveryRow(row)
            if row.conversation?.base == conversation.base { rows.append(row) }
        }
        return rows
    }

    package func noteRead(
        _ conversation: ConversationID, upTo activity: ActivityID, at date: Date
    ) async throws(NotificationStoreError) {
        let last = Int64(activity.rawValue)
        try await write { connection in
            let unread = try connection.query(
                """
                SELECT place, activity, COALESCE(conversation, target)
                FROM delivery\(connection.dialect.indexed(by: "delivery_unread"))
                WHERE chat = ? AND activity IS NOT NULL AND read_at IS NULL AND "user" IS NOT NULL
                """, [.integer(conversation.chatNumber)])
            for row in unread {
                // Ids of messages are instants: what is smaller came before.
                let id = try row.text(at: 1)
                let isBefore = last.flatMap { last in Int64(id).map { $0 <= last } } ?? false
                guard isBefore || id == activity.rawValue,
                    ConversationID(rawValue: try row.text(at: 2)).base == conversation.base
                else { continue }
                try connection.execute(
                    "UPDATE delivery SET read_at = ? WHERE place = ?", [SQLValue(date), .integer(try row.number(0))])
            }
        }
    }

    package func noteAction(
        on activity: ActivityID, in conversation: ConversationID, at date: Date
    ) async throws(NotificationStoreError) {
        try await write { connection in
            for row in try Self.rows(of: activity, in: conversation, on: connection) where row.actedAt == nil {
                try connection.execute(
                    "UPDATE delivery SET acted_at = ? WHERE place = ?", [SQLValue(date), .integer(row.place)])
            }
        }
    }
}
