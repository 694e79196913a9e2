internal import SQLCore

extension SQLNotificationStore {
    package func reasons(of id: NotificationID) async throws(NotificationStoreError) -> [DeliveryReason] {
        try await read { connection in
            guard let notification = try NotificationRow.load(id, on: connection) else { return [] }
            let states = DeliveryState.troubles.map { "state = \($0.column)" }.sorted().joined(separator: " OR ")
            let rows = try connection.query(
                """
                SELECT state, code, COUNT(*) FROM delivery WHERE notification = ? AND (\(states)) GROUP BY state, code
                """, [.integer(notification.number)])
            var reasons = try rows.map { row -> DeliveryReason in
                guard let state = row[0].intValue.flatMap(DeliveryState.init(column:)) else { throw row.damaged(0) }
                let code = row[1].stringValue.map { DeliveryCode(rawValue: $0) }
                return DeliveryReason(state: state, code: code, count: row[2].intValue ?? 0)
            }
            // While a notification settles, what is to be sent shows as skipped already.
            if notification.settling.contains(.leftOver) {
                let planned = try connection.query(
                    "SELECT COUNT(*) FROM delivery WHERE notification = ? AND state = \(DeliveryState.planned.column)",
                    [.integer(notification.number)])
                let count = planned.first?[0].intValue ?? 0
                let code = notification.leftOver ?? .cancelled
                if let place = reasons.firstIndex(where: { $0.state == .skipped && $0.code == code }) {
                    reasons[place].count += count
                } else if count > 0 {
                    reasons.append(DeliveryReason(state: .skipped, code: code, count: count))
                }
            }
            return DeliveryReason.ordered(reasons)
        }
    }
}
