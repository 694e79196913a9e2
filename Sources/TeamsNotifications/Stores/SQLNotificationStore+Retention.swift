package import Foundation
internal import SQLCore

extension SQLNotificationStore {
    /// One that has ended and has nothing left to do, the earliest first.
    static let removable = """
        SELECT number FROM notification
        WHERE finished IS NOT NULL AND removed IS NULL AND finished < ? AND settling = 0 AND open = 0
            AND state NOT IN ('scheduled', 'planning', 'sending', 'paused')
        ORDER BY finished LIMIT 1
        """

    package func removeDeliveries(
        endedBefore cut: Date, limit: Int
    ) async throws(NotificationStoreError) -> DeliveryRemoval {
        try await write { connection in
            var left = max(1, limit)
            var deliveries = 0
            while left > 0 {
                let found = try connection.query(Self.removable, [SQLValue(cut)])
                guard let number = try found.first?.number(0) else {
                    return DeliveryRemoval(deliveries: deliveries, hasMore: false)
                }
                let removed = try connection.change(
                    """
                    DELETE FROM delivery WHERE place IN (
                        SELECT place FROM delivery WHERE notification = ? ORDER BY place LIMIT ?)
                    """, [.integer(number), SQLValue(left)])
                deliveries += removed
                left -= removed
                guard left > 0 else { break }
                left -= try connection.change(
                    """
                    DELETE FROM recipient_data WHERE notification = ? AND "user" IN (
                        SELECT "user" FROM recipient_data WHERE notification = ? LIMIT ?)
                    """, [.integer(number), .integer(number), SQLValue(left)])
                guard left > 0 else { break }
                try connection.execute("DELETE FROM lane_work WHERE notification = ?", [.integer(number)])
                try connection.execute("DELETE FROM idempotency WHERE notification = ?", [.integer(number)])
                try connection.execute("UPDATE notification SET removed = 1 WHERE number = ?", [.integer(number)])
                // One without deliveries costs as much as one delivery.
                left -= 1
            }
            return DeliveryRemoval(deliveries: deliveries, hasMore: true)
        }
    }

    package func figures() async throws(NotificationStoreError) -> StoreFigures {
        try await read { connection in
            var figures = StoreFigures()
            if let row = try connection.query(
                "SELECT CAST(SUM(planned) AS BIGINT), MIN(due) FROM lane_work WHERE eligible = 1 AND due IS NOT NULL"
            ).first {
                figures.waiting = row[0].intValue ?? 0
                figures.earliestDue = row[1].dateValue
            }
            figures.unreachable =
                try connection.query("SELECT COUNT(*) FROM conversation WHERE closure IS NOT NULL").first?
                .count(0) ?? 0
            return figures
        }
    }
}
