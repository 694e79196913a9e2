internal import Foundation
internal import SQLCore
internal import TeamsModels

/// What one transaction knows of notifications and lanes: each read once, and written once at the end.
struct LedgerSession {
    private var notifications: [Int64: NotificationRow] = [:]
    private var changed: Set<Int64> = []
    private struct LaneFacts {
        let tenant: TenantID
        let planned: Int
    }
    private var known: [Int64: LaneFacts] = [:]
    /// How many more deliveries are planned in each lane whose work has changed.
    private var lanes: [Int64: Int] = [:]
    private var texts: Set<String> = []
    /// What a notification's lanes have stored of it: whether they are served, and before which others.
    private struct Turn: Equatable {
        let isEligible: Bool
        let rank: Int

        init(_ row: NotificationRow) {
            isEligible = row.isEligible
            rank = row.priority.rank
        }
    }
    /// As they were read.
    private var turns: [Int64: Turn] = [:]

    /// The notification of a delivery.
    mutating func notification(
        _ number: Int64, on connection: borrowing Connection
    ) throws(StoreError) -> NotificationRow {
        if let known = notifications[number] { return known }
        guard let row = try NotificationRow.load(number, on: connection) else {
            throw .damaged("the notification of a delivery")
        }
        notifications[number] = row
        turns[number] = Turn(row)
        return row
    }

    /// How many deliveries are planned in a lane.
    mutating func remaining(in lane: Int64, on connection: borrowing Connection) throws(StoreError) -> Int {
        try facts(of: lane, on: connection).planned
    }

    /// The organisation of a lane.
    mutating func tenant(of lane: Int64, on connection: borrowing Connection) throws(StoreError) -> TenantID {
        try facts(of: lane, on: connection).tenant
    }

    private mutating func facts(of lane: Int64, on connection: borrowing Connection) throws(StoreError) -> LaneFacts {
        if let known = known[lane] { return known }
        let rows = try connection.query("SELECT tenant, planned FROM lane_work WHERE id = ?", [.integer(lane)])
        guard let row = rows.first else { throw .damaged("the organisation of a delivery") }
        let facts = LaneFacts(tenant: TenantID(rawValue: try row.text(at: 0)), planned: try row.count(1))
        known[lane] = facts
        return facts
    }

    /// The same text, in the memory of the one that came first: thousands of deliveries have the same service.
    mutating func kept(_ text: String) -> String { texts.insert(text).memberAfterInsert }

    /// Remembers a notification's row that is to be written.
    mutating func put(_ row: NotificationRow) {
        notifications[row.number] = row
        changed.insert(row.number)
    }

    /// Counts what a delivery has become.
    mutating func count(_ old: DeliveryRow, _ new: DeliveryRow) {
        guard var row = notifications[old.number] else { preconditionFailure("the notification was not read") }
        row.counts[old.state] -= 1
        row.counts[new.state] += 1
        row.open += (new.work == nil ? 0 : 1) - (old.work == nil ? 0 : 1)
        put(row)
        let planned = (new.state == .planned ? 1 : 0) - (old.state == .planned ? 1 : 0)
        let isMoved = old.isReady != new.isReady || new.isReady && old.due != new.due
        if planned != 0 || isMoved { touch(lane: old.lane, planned: planned) }
    }

    /// Notes that a lane's work has changed.
    mutating func touch(lane: Int64, planned: Int = 0) { lanes[lane, default: 0] += planned }

    /// Ends what has nothing left to do, and writes everything.
    mutating func finish(at now: Date, on connection: borrowing Connection) throws(StoreError) {
        for (lane, planned) in lanes {
            try connection.execute(
                """
                UPDATE lane_work SET planned = planned + ?, due = (
                    SELECT MIN(due) FROM delivery WHERE lane = ? AND work IS NOT NULL AND begun IS NULL
                ) WHERE id = ?
                """, [SQLValue(planned), .integer(lane), .integer(lane)])
        }
        for number in changed {
            guard var row = notifications[number] else { continue }
            row.endIfNothingIsLeft(at: now)
            try row.save(on: connection)
            notifications[number] = row
            let turn = Turn(row)
            guard turns.updateValue(turn, forKey: number) != turn else { continue }
            try connection.execute(
                """
                UPDATE lane_work SET eligible = ?, priority = ?
                WHERE notification = ? AND (eligible <> ? OR priority <> ?)
                """,
                [
                    SQLValue(turn.isEligible), SQLValue(turn.rank), .integer(number), SQLValue(turn.isEligible),
                    SQLValue(turn.rank),
                ])
        }
        changed = []
        lanes = [:]
    }
}

extension NotificationRow {
    /// A notification that is sending and has nothing left to do is done; a recurring one waits for its next time.
    mutating func endIfNothingIsLeft(at now: Date) {
        guard state == .sending, open == 0, settling.isEmpty else { return }
        if recurs, wakes != nil, !isRecalled, endsAs == .done {
            state = .scheduled
        } else {
            state = endsAs
            finished = finished ?? now
        }
    }
}
