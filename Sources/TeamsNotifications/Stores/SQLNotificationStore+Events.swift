internal import SQLCore

extension SQLNotificationStore {
    package func reject(
        _ events: [RejectedEvent], of source: String, keeping kept: Int
    ) async throws(NotificationStoreError) {
        try await write { connection in
            let last = try connection.query(
                "SELECT COALESCE(MAX(place), 0) FROM rejected_event WHERE source = ?", [.text(source)])
            var place = try last.first?.number(0) ?? 0
            for event in events {
                place += 1
                try connection.execute(
                    "INSERT INTO rejected_event (source, place, at, reason, event) VALUES (?, ?, ?, ?, ?)",
                    [.text(source), .integer(place), SQLValue(event.at), .text(event.reason), .text(event.event)])
            }
            try connection.execute(
                "DELETE FROM rejected_event WHERE source = ? AND place <= ?",
                [.text(source), .integer(place - Int64(kept))])
        }
    }

    package func rejectedEvents(
        of source: String, after cursor: String?, limit: Int
    ) async throws(NotificationStoreError) -> StorePage<RejectedEvent> {
        var last = Int64.max
        if let cursor {
            guard let place = Int64(cursor), place > 0 else {
                throw NotificationStoreError(.invalidCursor, "The cursor is none that this store has given")
            }
            last = place
        }
        return try await read { [last] connection in
            let rows = try connection.query(
                """
                SELECT place, at, reason, event FROM rejected_event
                WHERE source = ? AND place < ? ORDER BY place DESC LIMIT ?
                """, [.text(source), .integer(last), SQLValue(limit + 1)])
            let items = try rows.prefix(limit).map { row in
                RejectedEvent(at: try row.date(1), reason: try row.text(at: 2), event: try row.text(at: 3))
            }
            let next = rows.count > limit ? try rows.prefix(limit).last?.number(0) : nil
            return StorePage(items: items, next: next.map(String.init))
        }
    }
}
