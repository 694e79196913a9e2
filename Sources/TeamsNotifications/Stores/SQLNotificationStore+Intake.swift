internal import Foundation
internal import SQLCore
internal import ServiceKit

extension SQLNotificationStore {
    package func accept(_ new: NewNotification) async throws(NotificationStoreError) -> Acceptance {
        let record = new.record
        let idempotency = new.idempotency
        return try await write { connection in
            if let idempotency, let seen = try Self.seen(idempotency.key, idempotency.digest, on: connection) {
                return seen
            }
            let added = try connection.query(
                """
                INSERT INTO notification (id, state, created, occurrence, version, recalled, priority, guarantee,
                    is_text, recurs, by_clock) VALUES (?, 'done', ?, 1, ?, ?, 0, 'documented', 0, 0, 0) RETURNING number
                """,
                [
                    .text(record.id.rawValue), SQLValue(record.createdAt), SQLValue(record.version),
                    SQLValue(record.isRecalled),
                ])
            guard let number = try added.first?.number(0), var row = try NotificationRow.load(number, on: connection)
            else {
                throw StoreError.damaged("the notification that was just stored")
            }
            row.take(record)
            try row.save(on: connection)
            try NotificationRow.put(record.request, of: number, on: connection)
            try NotificationRow.putData(of: record.request.content, of: number, on: connection)
            if let idempotency {
                try connection.execute(
                    "INSERT INTO idempotency VALUES (?, ?, ?)",
                    [.text(idempotency.key), .text(idempotency.digest), .integer(number)])
            }
            return .accepted(try row.record(on: connection))
        }
    }

    package func acceptance(
        ofKey key: String, digest: String
    ) async throws(NotificationStoreError) -> Acceptance? {
        try await read { try Self.seen(key, digest, on: $0) }
    }

    /// What a request with a key is that was seen before; nil when it was not.
    private static func seen(
        _ key: String, _ digest: String, on connection: borrowing Connection
    ) throws(StoreError) -> Acceptance? {
        let seen = try connection.query("SELECT digest, notification FROM idempotency WHERE key = ?", [.text(key)])
        guard let seen = seen.first else { return nil }
        guard try seen.text(at: 0) == digest else { return .conflict }
        guard let row = try NotificationRow.load(try seen.number(1), on: connection) else {
            throw .damaged("the notification of an idempotency key")
        }
        return .repeated(try row.record(on: connection))
    }

    package func notification(_ id: NotificationID) async throws(NotificationStoreError) -> NotificationRecord? {
        try await read { try NotificationRow.load(id, on: $0)?.record(on: $0) }
    }

    package func notifications(
        in states: Set<NotificationState>?, recurringOnly: Bool, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<NotificationRecord> {
        var last = Int64.max
        if let cursor {
            guard let place = Int64(cursor), place > 0 else {
                throw NotificationStoreError(.invalidCursor, "The cursor is none that this store has given")
            }
            last = place
        }
        let end = last
        return try await read { connection in
            let question = Self.listing(
                in: states, recurringOnly: recurringOnly, before: end, limit: max(1, limit), connection.dialect)
            let rows = try connection.query(question.sql, question.values).map { try NotificationRow($0) }
            var items: [NotificationRecord] = []
            for row in rows { items.append(try row.record(on: connection)) }
            return StorePage(items: items, next: rows.count < max(1, limit) ? nil : rows.last.map { "\($0.number)" })
        }
    }

    /// The statement for a page: the numbers from the index of each state, and only so many rows as the page has.
    static func listing(
        in states: Set<NotificationState>?, recurringOnly: Bool, before last: Int64, limit: Int,
        _ dialect: SQLDialect = .sqlite
    ) -> (sql: String, values: [SQLValue]) {
        let page = "number < ? ORDER BY number DESC LIMIT ?"
        let end: [SQLValue] = [.integer(last), SQLValue(limit)]
        guard let states else {
            let filter = recurringOnly ? "recurs = 1 AND " : ""
            return ("SELECT \(NotificationRow.columns) FROM notification WHERE \(filter)\(page)", end)
        }
        // Few recur: they are looked through for the state. Without them, each state has its own index.
        let term = recurringOnly ? "recurs = 1 AND \(dialect.unindexed("state")) = ?" : "state = ?"
        let part = "SELECT number FROM (SELECT number FROM notification WHERE \(term) AND \(page)) AS page"
        let numbers =
            states.isEmpty ? "SELECT 0 WHERE 1 = 0" : states.map { _ in part }.joined(separator: " UNION ALL ")
        return (
            """
            SELECT \(NotificationRow.columns) FROM notification WHERE number IN (\(numbers))
            ORDER BY number DESC LIMIT ?
            """,
            states.flatMap { [.text($0.rawValue)] + end } + [SQLValue(limit)]
        )
    }

    package func change(
        _ id: NotificationID, leftOver: DeliveryCode,
        _ change: @escaping @Sendable (inout NotificationRecord) throws -> Void
    ) async throws -> NotificationRecord? {
        let now = wallClock.now
        try await settle(id)
        let changed = try await writeForOthers { connection -> NotificationRecord? in
            guard var row = try NotificationRow.load(id, on: connection) else { return nil }
            let old = try row.record(on: connection)
            var new = old
            try change(&new)
            new.counts = old.counts
            new.version = old.version
            new.isRecalled = old.isRecalled
            guard new != old else { return old }
            row.take(new)
            if new.request != old.request { try NotificationRow.put(new.request, of: row.number, on: connection) }
            if row.state.isOver, row.state != old.state { row.end(leftOver: leftOver) }
            var session = LedgerSession()
            session.put(row)
            try session.finish(at: now, on: connection)
            return try NotificationRow.load(id, on: connection)?.record(on: connection)
        }
        await settleLater(id)
        return changed
    }

    package func replaceContent(
        of id: NotificationID, with content: NotificationContent?
    ) async throws(NotificationStoreError) -> NotificationRecord? {
        let now = wallClock.now
        try await settle(id)
        let found = try await write { connection -> Bool in
            guard var row = try NotificationRow.load(id, on: connection) else { return false }
            guard !row.isRecalled else { return true }
            row.version += 1
            if let content {
                var request = try row.record(on: connection).request
                request.content = content
                row.take(request)
                try NotificationRow.put(request, of: row.number, on: connection)
                try NotificationRow.putData(of: content, of: row.number, on: connection)
            } else {
                row.recall()
            }
            row.settling.insert(.marks)
            row.settled = 0
            if row.state.isOver {
                row.state = .sending
                row.finished = nil
            }
            var session = LedgerSession()
            session.put(row)
            try session.finish(at: now, on: connection)
            return true
        }
        guard found else { return nil }
        await settleLater(id)
        return try await notification(id)
    }

    package func retry(
        _ id: NotificationID, codes: Set<DeliveryCode>
    ) async throws(NotificationStoreError) -> NotificationRecord? {
        let now = wallClock.now
        try await settle(id)
        for state in [DeliveryState.failed, .unknown] {
            var last: Int64? = 0
            while let place = last {
                last = try await write { connection in
                    try Self.retry(id, state, codes, after: place, at: now, on: connection)
                }
            }
        }
        return try await notification(id)
    }

    /// Puts some failures back. - Returns: where the next ones begin; nil at the end.
    private static func retry(
        _ id: NotificationID, _ state: DeliveryState, _ codes: Set<DeliveryCode>, after place: Int64, at now: Date,
        on connection: borrowing Connection
    ) throws -> Int64? {
        guard var row = try NotificationRow.load(id, on: connection), row.endsAs == .done, !row.isRecalled
        else { return nil }
        let rows = try connection.query(
            """
            SELECT \(DeliveryRow.columns) FROM delivery
            WHERE notification = ? AND state = \(state.column) AND place > ? ORDER BY place LIMIT ?
            """,
            [.integer(row.number), .integer(place), SQLValue(chunk)]
        ).map { try DeliveryRow($0) }
        var session = LedgerSession()
        var isFirst = true
        for old in rows where old.work == nil && (state == .unknown || old.code.map(codes.contains) == true) {
            var new = old
            // An edit that failed: the message is there.
            new.state = old.activity == nil || state == .unknown ? .planned : .delivered
            new.work = new.state == .planned ? .send : .update
            new.code = nil
            new.tries = 0
            if isFirst {
                isFirst = false
                if row.state == .done {
                    row.state = .sending
                    row.finished = nil
                }
                session.put(row)
            }
            session.count(old, new)
            try new.save(on: connection, isDueLater: false, isOpened: false)
        }
        try session.finish(at: now, on: connection)
        return rows.count < chunk ? nil : rows.last?.place
    }
}

extension NotificationRow {
    /// What is still to be sent is not sent any more. Rows follow by ``Settling/leftOver``.
    mutating func end(leftOver code: DeliveryCode) {
        leftOver = code
        endsAs = state
        counts.skipped += counts.planned
        counts.planned = 0
        settling.insert(.leftOver)
    }

    /// What is there is to be removed, and nothing more is sent.
    mutating func recall() {
        isRecalled = true
        endsAs = state == .cancelled || counts.sending + counts.delivered == 0 ? .cancelled : .done
        wakes = nil
        planCursor = nil
        beforePause = nil
        finished = nil
        state = .sending
        leftOver = .recalled
        counts.skipped += counts.planned
        counts.planned = 0
        settling.insert(.leftOver)
    }
}
