internal import SQLCore
internal import TeamsModels

/// Writes new rows of deliveries, many with one statement: to begin and end one costs as much as a row does.
struct NewRows {
    private static let most = 16
    private static let columns = [
        "notification", "occurrence", "lane", "kind", "seat", "target", "conversation", "\"user\"", "account", "state",
        "work", "due", "by_clock", "chat", "code",
    ]
    private static let one = statement(rows: 1)
    private static let many = statement(rows: most)

    private var values: [SQLValue] = []

    private static func statement(rows: Int) -> String {
        let row = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
        return """
            INSERT INTO delivery (\(columns.joined(separator: ", "))) \
            VALUES \(Array(repeating: row, count: rows).joined(separator: ", "))
            """
    }

    mutating func add(
        _ new: NewDelivery, _ state: DeliveryState, of row: NotificationRow, seat: Int64, lane: Int64,
        on connection: borrowing Connection
    ) throws(StoreError) {
        let kind = new.target.kind
        let conversation = new.target.conversation
        values += [
            .integer(row.number), SQLValue(row.occurrence), .integer(lane), .integer(kind.rawValue), .integer(seat),
            .text(new.target.key), SQLValue(kind == .conversation ? nil : conversation?.rawValue),
            SQLValue(new.target.user?.lowercased()), SQLValue(new.target.account?.rawValue), SQLValue(state.column),
            new.skipped == nil ? .integer(0) : .null, SQLValue(new.dueAt), SQLValue(row.byClock),
            conversation.map { .integer($0.chatNumber) } ?? .null, SQLValue(new.skipped?.rawValue),
        ]
        guard values.count == Self.most * Self.columns.count else { return }
        try connection.execute(Self.many, values)
        values.removeAll(keepingCapacity: true)
    }

    /// Writes what is left.
    mutating func finish(on connection: borrowing Connection) throws(StoreError) {
        var rest = values[...]
        while !rest.isEmpty {
            try connection.execute(Self.one, Array(rest.prefix(Self.columns.count)))
            rest = rest.dropFirst(Self.columns.count)
        }
        values = []
    }
}
