internal import Foundation
internal import SQLCore
internal import TeamsModels

/// A delivery's row.
struct DeliveryRow {
    /// What its target is.
    enum Kind: Int64 {
        case conversation
        /// A person whose chat was not known when it was planned.
        case person
        /// One person inside a conversation.
        case targeted
    }
    let place: Int64
    let number: Int64
    let occurrence: Int
    let lane: Int64
    let kind: Kind
    let target: String
    var conversation: ConversationID?
    let user: String?
    let account: String?
    var state: DeliveryState
    var work: DeliveryWork?
    var due: Date
    var version: Int
    var tries: Int
    /// When the request that is on the wire was begun.
    var begun: Date?
    var activity: ActivityID?
    var code: DeliveryCode?
    var attempts: String?
    let readAt: Date?
    let actedAt: Date?

    /// Whether a lane may take it once it is due.
    var isReady: Bool { work != nil && begun == nil }
}

extension DeliveryRow {
    static let columns = """
        place, notification, occurrence, lane, kind, target, conversation, "user", account, state, work, due, version, \
        tries, begun, activity, code, attempts, read_at, acted_at
        """

    init(_ row: SQLRow) throws(StoreError) {
        place = try row.number(0)
        number = try row.number(1)
        occurrence = try row.count(2)
        lane = try row.number(3)
        guard let kind = Kind(rawValue: try row.number(4)) else { throw row.damaged(4) }
        self.kind = kind
        target = try row.text(at: 5)
        conversation = (kind == .conversation ? target : row[6].stringValue).map { ConversationID(rawValue: $0) }
        user = row[7].stringValue
        account = row[8].stringValue
        guard let state = row[9].intValue.flatMap(DeliveryState.init(column:)) else { throw row.damaged(9) }
        self.state = state
        work = row[10].intValue.flatMap(DeliveryWork.init(column:))
        due = try row.date(11)
        version = try row.count(12)
        tries = try row.count(13)
        begun = row[14].dateValue
        activity = row[15].stringValue.map { ActivityID(rawValue: $0) }
        code = row[16].stringValue.map { DeliveryCode(rawValue: $0) }
        attempts = row[17].stringValue
        readAt = row[18].dateValue
        actedAt = row[19].dateValue
    }

    /// Those at these places, by place.
    static func load(
        _ places: [Int64], on connection: borrowing Connection
    ) throws(StoreError) -> [Int64: DeliveryRow] {
        let dialect = connection.dialect
        let found = try connection.query(
            "SELECT \(columns) FROM delivery WHERE \(dialect.isNumber("place"))", [dialect.list(places)])
        var rows: [Int64: DeliveryRow] = [:]
        rows.reserveCapacity(found.count)
        for row in found {
            let row = try DeliveryRow(row)
            rows[row.place] = row
        }
        return rows
    }

    /// Writes that it is on the wire.
    func saveBegun(on connection: borrowing Connection, isOpened: Bool) throws(StoreError) {
        try connection.execute(
            "UPDATE delivery SET state = ?, begun = ?, version = ? WHERE place = ?",
            [SQLValue(state.column), SQLValue(begun), SQLValue(version), .integer(place)])
        if isOpened { try saveConversation(on: connection) }
    }

    /// Writes where it stands.
    func save(on connection: borrowing Connection, isDueLater: Bool, isOpened: Bool) throws(StoreError) {
        try connection.execute(
            """
            UPDATE delivery SET state = ?, work = ?, begun = ?, version = ?, tries = ?, activity = ?, code = ?,
                attempts = ? WHERE place = ?
            """,
            [
                SQLValue(state.column), SQLValue(work?.column), SQLValue(begun), SQLValue(version), SQLValue(tries),
                SQLValue(activity?.rawValue), SQLValue(code?.rawValue), SQLValue(attempts), .integer(place),
            ])
        if isDueLater {
            try connection.execute("UPDATE delivery SET due = ? WHERE place = ?", [SQLValue(due), .integer(place)])
        }
        if isOpened { try saveConversation(on: connection) }
    }

    private func saveConversation(on connection: borrowing Connection) throws(StoreError) {
        guard let conversation else { return }
        try connection.execute(
            "UPDATE delivery SET conversation = ?, chat = ? WHERE place = ?",
            [.text(conversation.rawValue), .integer(conversation.chatNumber), .integer(place)])
    }

    /// The delivery as others see it.
    /// - Parameter leftOver: as what those are skipped that are still to be sent; nil when they are.
    func delivery(of id: NotificationID, tenant: TenantID, leftOver: DeliveryCode?) -> Delivery {
        var target = DeliveryTarget(
            conversation: conversation, tenant: tenant, user: user, account: account.map { AccountID(rawValue: $0) })
        target.isTargeted = kind == .targeted
        var delivery = Delivery(place: place, notification: id, target: target, dueAt: due)
        delivery.occurrence = occurrence
        delivery.state = state
        delivery.work = work
        delivery.version = version
        delivery.tries = tries
        delivery.activityID = activity
        delivery.code = code
        delivery.attempts = StoredAttempts.attempts(attempts)
        delivery.readAt = readAt
        delivery.actedAt = actedAt
        if let leftOver, isReady {
            delivery.work = nil
            if state == .planned {
                delivery.state = .skipped
                delivery.code = leftOver
            }
        }
        return delivery
    }
}

extension DeliveryTarget {
    var kind: DeliveryRow.Kind { isTargeted ? .targeted : conversation == nil ? .person : .conversation }
}

extension ConversationID {
    /// A number that is the same for the same conversation, whichever thread. Others may have the same one.
    var chatNumber: Int64 { base.rawValue.stableHash }
}

extension String {
    /// FNV-1a of 64 bits: the same in every process.
    var stableHash: Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}

extension DeliveryState {
    /// Those with an index in the database: nothing more becomes of most of them.
    static let troubles: Set<DeliveryState> = [.failed, .skipped, .unknown]

    private static let columns: [DeliveryState] = [.planned, .sending, .delivered, .failed, .skipped, .unknown]

    init?(column: Int) {
        guard Self.columns.indices.contains(column) else { return nil }
        self = Self.columns[column]
    }

    var column: Int {
        switch self {
        case .planned: 0
        case .sending: 1
        case .delivered: 2
        case .failed: 3
        case .skipped: 4
        case .unknown: 5
        }
    }
}

extension DeliveryWork {
    init?(column: Int) {
        switch column {
        case 0: self = .send
        case 1: self = .update
        case 2: self = .delete
        default: return nil
        }
    }

    var column: Int {
        switch self {
        case .send: 0
        case .update: 1
        case .delete: 2
        }
    }
}
