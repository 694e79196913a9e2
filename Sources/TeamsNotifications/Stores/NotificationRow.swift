internal import Foundation
internal import JSONKit
internal import SQLCore
internal import ServiceKit

/// What rows of deliveries still have to get of what their notification says already.
struct Settling: OptionSet {
    let rawValue: Int64
    /// Those that were to be sent are skipped.
    static let leftOver = Settling(rawValue: 1)
    /// Messages with an older version are to be edited or removed.
    static let marks = Settling(rawValue: 2)
}

/// A notification's row: all of it but the request as a whole, which stands in a table of its own since it is large.
struct NotificationRow {
    let number: Int64
    let id: NotificationID
    var state: NotificationState
    var beforePause: NotificationState?
    let created: Date
    var finished: Date?
    var wakes: Date?
    var occurrence: Int
    var occurs: Date?
    var planCursor: String?
    var version: Int
    var isRecalled: Bool
    var notPlanned: [DeliveryCode: Int]
    var problem: String?
    var category: String?
    var priority: NotificationPriority
    var guarantee: NotificationGuarantee
    var expires: Date?
    var isText: Bool
    var recurs: Bool
    var byClock: Bool
    var counts = DeliveryCounts()
    var open: Int
    /// As what deliveries are skipped that come back to be sent again although the notification is over.
    var leftOver: DeliveryCode?
    /// What it is when nothing is left to do.
    var endsAs: NotificationState
    var settling: Settling
    var settled: Int64

    /// Whether lanes may take its work.
    var isEligible: Bool {
        switch state {
        case .scheduled, .planning, .sending: !settling.contains(.leftOver)
        case .paused, .done, .cancelled: false
        }
    }

    /// Whether its deliveries may still be sent, but for a pause. One that was cancelled works on for edits alone.
    var isLive: Bool { !state.isOver && !isRecalled && endsAs == .done }
}

extension NotificationRow {
    static let columns = """
        number, id, state, before_pause, created, finished, wakes, occurrence, occurs, plan_cursor, version, recalled, \
        not_planned, problem, category, priority, guarantee, expires, is_text, recurs, by_clock, planned, sending, \
        delivered, failed, skipped, unknown, open, left_over, ends_as, settling, settled
        """

    init(_ row: SQLRow) throws(StoreError) {
        number = try row.number(0)
        id = NotificationID(rawValue: try row.text(at: 1))
        guard let state = NotificationState(rawValue: try row.text(at: 2)) else { throw row.damaged(2) }
        self.state = state
        beforePause = row[3].stringValue.flatMap(NotificationState.init)
        created = try row.date(4)
        finished = row[5].dateValue
        wakes = row[6].dateValue
        occurrence = try row.count(7)
        occurs = row[8].dateValue
        planCursor = row[9].stringValue
        version = try row.count(10)
        isRecalled = row[11].boolValue ?? false
        notPlanned = Self.reasons(row[12].stringValue)
        problem = row[13].stringValue
        category = row[14].stringValue
        guard let priority = NotificationPriority.allCases.first(where: { $0.rank == row[15].intValue }) else {
            throw row.damaged(15)
        }
        self.priority = priority
        guard let guarantee = NotificationGuarantee(rawValue: try row.text(at: 16)) else { throw row.damaged(16) }
        self.guarantee = guarantee
        expires = row[17].dateValue
        isText = row[18].boolValue ?? false
        recurs = row[19].boolValue ?? false
        byClock = row[20].boolValue ?? false
        for (offset, state) in DeliveryState.allCases.enumerated() { counts[state] = try row.count(21 + offset) }
        open = try row.count(27)
        leftOver = row[28].stringValue.map { DeliveryCode(rawValue: $0) }
        guard let endsAs = NotificationState(rawValue: try row.text(at: 29)) else { throw row.damaged(29) }
        self.endsAs = endsAs
        settling = Settling(rawValue: try row.number(30))
        settled = try row.number(31)
    }

    static func load(_ number: Int64, on connection: borrowing Connection) throws(StoreError) -> NotificationRow? {
        let rows = try connection.query("SELECT \(columns) FROM notification WHERE number = ?", [.integer(number)])
        guard let row = rows.first else { return nil }
        return try NotificationRow(row)
    }

    static func load(_ id: NotificationID, on connection: borrowing Connection) throws(StoreError) -> NotificationRow? {
        let rows = try connection.query("SELECT \(columns) FROM notification WHERE id = ?", [.text(id.rawValue)])
        guard let row = rows.first else { return nil }
        return try NotificationRow(row)
    }

    /// Writes what may have changed.
    func save(on connection: borrowing Connection) throws(StoreError) {
        try connection.execute(
            """
            UPDATE notification SET state = ?, before_pause = ?, finished = ?, wakes = ?, occurrence = ?, occurs = ?,
                plan_cursor = ?, version = ?, recalled = ?, not_planned = ?, problem = ?, category = ?, priority = ?,
                guarantee = ?, expires = ?, is_text = ?, recurs = ?, by_clock = ?, planned = ?, sending = ?,
                delivered = ?, failed = ?, skipped = ?, unknown = ?, open = ?, left_over = ?, ends_as = ?,
                settling = ?, settled = ?
            WHERE number = ?
            """,
            [
                .text(state.rawValue), SQLValue(beforePause?.rawValue), SQLValue(finished), SQLValue(wakes),
                SQLValue(occurrence), SQLValue(occurs), SQLValue(planCursor), SQLValue(version), SQLValue(isRecalled),
                SQLValue(Self.text(of: notPlanned)), SQLValue(problem), SQLValue(category), SQLValue(priority.rank),
                .text(guarantee.rawValue), SQLValue(expires), SQLValue(isText), SQLValue(recurs), SQLValue(byClock),
                SQLValue(counts.planned), SQLValue(counts.sending), SQLValue(counts.delivered),
                SQLValue(counts.failed), SQLValue(counts.skipped), SQLValue(counts.unknown), SQLValue(open),
                SQLValue(leftOver?.rawValue), .text(endsAs.rawValue), .integer(settling.rawValue), .integer(settled),
                .integer(number),
            ])
    }

    private static func reasons(_ text: String?) -> [DeliveryCode: Int] {
        guard let text, let members = (try? JSONValue(parsing: text))?.objectValue else { return [:] }
        var reasons: [DeliveryCode: Int] = [:]
        for (name, value) in members { reasons[DeliveryCode(rawValue: name)] = value.intValue }
        return reasons
    }

    private static func text(of reasons: [DeliveryCode: Int]) -> String? {
        guard !reasons.isEmpty else { return nil }
        let members = reasons.sorted { $0.key.rawValue < $1.key.rawValue }
        return JSONValue.object(JSONObject(members.map { ($0.key.rawValue, .number(JSONNumber($0.value))) })).text()
    }
}
