internal import Foundation
internal import LockKit
internal import SQLCore
internal import ServiceKit

/// A notification that ends, or gets a new content, says so at once for all of its deliveries; their rows follow some
/// thousands at a time, so that nothing else waits for long.
extension SQLNotificationStore {
    /// How many rows one step changes at the most.
    static let chunk = 4000

    /// Gives the rows of a notification what it says of them.
    func settle(_ id: NotificationID) async throws(NotificationStoreError) {
        let now = wallClock.now
        while try await write({ try Self.settle(id, at: now, on: $0) }) {}
    }

    /// As ``settle(_:)``, after what the notification says is durable: a failure takes nothing back, and the rest
    /// follows once the store can be written again.
    func settleLater(_ id: NotificationID) async {
        do throws(NotificationStoreError) { try await settle(id) } catch { isUnsettled.withLock { $0 = true } }
    }

    /// Finishes what a failure left.
    func settleWhatIsLeft() async throws(NotificationStoreError) {
        // Of what other processes leave, this one is not told.
        guard sharing != nil || isUnsettled.withLock({ $0 }) else { return }
        let ids = try await read { connection in
            try connection.query("SELECT id FROM notification WHERE settling <> 0 ORDER BY number").map {
                NotificationID(rawValue: try $0.text(at: 0))
            }
        }
        for id in ids { try await settle(id) }
        isUnsettled.withLock { $0 = false }
    }

    /// One step. - Returns: whether there is another.
    private static func settle(
        _ id: NotificationID, at now: Date, on connection: borrowing Connection
    ) throws -> Bool {
        guard var row = try NotificationRow.load(id, on: connection), !row.settling.isEmpty else { return false }
        var session = LedgerSession()
        if row.settling.contains(.leftOver) {
            if try !skipSome(of: &row, &session, on: connection) { row.settling.remove(.leftOver) }
        } else {
            let last = try markSome(of: &row, &session, on: connection)
            if let last { row.settled = last } else { row.settling.remove(.marks) }
        }
        session.put(row)
        try session.finish(at: now, on: connection)
        return !row.settling.isEmpty
    }

    /// Skips some of those that are still to be sent, and takes other work away. They are counted already.
    /// - Returns: whether there may be more.
    private static func skipSome(
        of row: inout NotificationRow, _ session: inout LedgerSession, on connection: borrowing Connection
    ) throws(StoreError) -> Bool {
        let lanes = try connection.query(
            "SELECT id FROM lane_work WHERE notification = ? AND due IS NOT NULL", [.integer(row.number)])
        guard let lane = try lanes.first?.number(0) else { return false }
        let count = try connection.change(
            """
            UPDATE delivery SET state = CASE WHEN work = 0 THEN 4 ELSE state END,
                code = CASE WHEN work = 0 THEN ? ELSE code END, work = NULL
            WHERE place IN (
                SELECT place FROM delivery WHERE lane = ? AND work IS NOT NULL AND begun IS NULL ORDER BY due LIMIT ?
            )
            """, [SQLValue(row.leftOver?.rawValue), .integer(lane), SQLValue(chunk)])
        row.open -= count
        session.touch(lane: lane)
        if count < chunk {
            try connection.execute("UPDATE lane_work SET planned = 0 WHERE id = ?", [.integer(lane)])
        }
        return true
    }

    /// Marks some messages that have an older version. - Returns: up to which place; nil when none is left.
    private static func markSome(
        of row: inout NotificationRow, _ session: inout LedgerSession, on connection: borrowing Connection
    ) throws(StoreError) -> Int64? {
        let deliveries = "delivery\(connection.dialect.indexed(by: "delivery_notification"))"
        let scope: [SQLValue] = [.integer(row.number), .integer(row.settled)]
        let found = try connection.query(
            """
            SELECT MAX(place) FROM (
                SELECT place FROM \(deliveries)
                WHERE notification = ? AND place > ? AND state IN (2, 3) ORDER BY place LIMIT ?) AS page
            """, scope + [SQLValue(chunk)])
        guard case .integer(let last)? = found.first?[0] else { return nil }
        let stale = """
            notification = ? AND place > ? AND place <= ? AND state IN (2, 3) AND work IS NULL AND begun IS NULL \
            AND activity IS NOT NULL AND version < ?
            """
        let values = scope + [.integer(last), SQLValue(row.version)]
        let lanes = try connection.query(
            "SELECT lane, COUNT(*) FROM \(deliveries) WHERE \(stale) GROUP BY lane", values)
        let work: DeliveryWork = row.isRecalled ? .delete : .update
        try connection.execute(
            "UPDATE \(deliveries) SET work = ?, tries = 0 WHERE \(stale)", [SQLValue(work.column)] + values)
        for lane in lanes {
            row.open += try lane.count(1)
            session.touch(lane: try lane.number(0))
        }
        return last
    }
}
