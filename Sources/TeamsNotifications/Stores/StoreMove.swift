internal import SQLCore

/// Copies a store into an empty one, table by table, and compares what came of it row by row.
///
/// While it is under way the target says so, and no service starts on it; a move that was interrupted begins anew.
package struct StoreMove: Sendable {
    /// A table that was copied.
    package struct Table: Sendable, Hashable {
        package let name: String
        package let rows: Int
    }

    /// The row of `store_check` that a target has as long as not everything is there.
    static let mark = 2
    private static let page = 500
    /// Of each database itself.
    private static let own: Set<String> = [Migration.table, "store_check", "lease", "sqlite_sequence"]

    private let source: SQLNotificationStore
    private let target: SQLNotificationStore

    /// - Parameters:
    ///   - source: in a file that nobody else has.
    ///   - target: on a server.
    package init(from source: SQLNotificationStore, to target: SQLNotificationStore) {
        self.source = source
        self.target = target
    }

    /// Lets go of both.
    package func close() {
        source.close()
        target.close()
    }

    /// - Returns: what was copied.
    /// - Throws: ``NotificationStoreError``: the target is not empty, or cannot take a row; nothing counts then.
    package func run() async throws(NotificationStoreError) -> [Table] {
        let plans = try await source.read { try Self.tables(on: $0) }
        try await makeReady(plans)
        var tables: [Table] = []
        for plan in plans {
            let count = try await copy(plan)
            try await compare(plan)
            tables.append(Table(name: plan.name, rows: count))
        }
        try await finish(plans)
        return tables
    }

    // MARK: Tables

    private struct Plan: Sendable {
        let name: String
        let columns: [String]
        let key: [String]

        var columnList: String { columns.map(Self.quoted).joined(separator: ", ") }
        var keyList: String { key.map(Self.quoted).joined(separator: ", ") }

        /// A page of rows; the first when `isFirst`, else those after a key.
        func question(isFirst: Bool) -> String {
            let places = key.map { _ in "?" }.joined(separator: ", ")
            let after = isFirst ? "" : " WHERE (\(keyList)) > (\(places))"
            return "SELECT \(columnList) FROM \(Self.quoted(name))\(after) ORDER BY \(keyList) LIMIT \(StoreMove.page)"
        }

        func key(of row: SQLRow) -> [SQLValue] { key.map { row[$0] } }

        static func quoted(_ name: String) -> String { "\"\(name)\"" }
    }

    private static func tables(on connection: borrowing Connection) throws -> [Plan] {
        let names = try connection.query(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).map { try $0.text(at: 0) }
        return try names.filter { !own.contains($0) }.map { name in
            let columns = try connection.query("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", [.text(name)])
            let key = try columns.filter { try $0.number(1) > 0 }.sorted { try $0.number(1) < $1.number(1) }
            guard !key.isEmpty else { throw StoreError(.failed, "the table \(name) has no key to go through it by") }
            return Plan(
                name: name, columns: try columns.map { try $0.text(at: 0) }, key: try key.map { try $0.text(at: 0) })
        }
    }

    private func makeReady(_ plans: [Plan]) async throws(NotificationStoreError) {
        try await target.write { connection in
            let isUnfinished = try Self.isUnfinished(on: connection)
            for plan in plans {
                let table = Plan.quoted(plan.name)
                if isUnfinished {
                    try connection.execute("DELETE FROM \(table)")
                } else if try !connection.query("SELECT 1 FROM \(table) LIMIT 1").isEmpty {
                    throw StoreError(
                        .inUse, "it is not empty: there are rows in \(plan.name); move into a new database")
                }
            }
            if !isUnfinished {
                try connection.execute("INSERT INTO store_check VALUES (?, 0)", [SQLValue(Self.mark)])
            }
        }
    }

    private func copy(_ plan: Plan) async throws(NotificationStoreError) -> Int {
        var count = 0
        var last: SQLRow?
        while true {
            let rows = try await source.rows(plan.question(isFirst: last == nil), last.map(plan.key) ?? [])
            guard !rows.isEmpty else { return count }
            try await target.write { connection in
                let places = "(\(plan.columns.map { _ in "?" }.joined(separator: ", ")))"
                for row in rows {
                    try connection.execute(
                        "INSERT INTO \(Plan.quoted(plan.name)) (\(plan.columnList)) VALUES \(places)", row.values)
                }
            }
            count += rows.count
            last = rows.last
        }
    }

    private func compare(_ plan: Plan) async throws(NotificationStoreError) {
        var last: SQLRow?
        var seen = 0
        while true {
            let question = plan.question(isFirst: last == nil)
            let key = last.map(plan.key) ?? []
            let rows = try await source.rows(question, key)
            guard try await target.rows(question, key).map(\.values) == rows.map(\.values) else {
                throw NotificationStoreError(
                    .unusable, "the table \(plan.name) is not the same after \(seen) of its rows; nothing was moved")
            }
            guard let end = rows.last else { return }
            seen += rows.count
            last = end
        }
    }

    private func finish(_ plans: [Plan]) async throws(NotificationStoreError) {
        try await target.write { connection in
            for plan in plans where plan.key.count == 1 {
                guard connection.dialect == .postgres else { continue }
                let sequence = try connection.query(
                    "SELECT pg_get_serial_sequence(?, ?)", [.text(plan.name), .text(plan.key[0])])
                guard let sequence = sequence.first?[0].stringValue else { continue }
                try connection.execute(
                    """
                    SELECT setval(?::regclass, GREATEST(1, (SELECT MAX(\(plan.keyList)) FROM \(Plan.quoted(plan.name)))))
                    """, [.text(sequence)])
            }
            try connection.execute("DELETE FROM store_check WHERE place = ?", [SQLValue(Self.mark)])
        }
    }

    fileprivate static func isUnfinished(on connection: borrowing Connection) throws(StoreError) -> Bool {
        try !connection.query("SELECT place FROM store_check WHERE place = ?", [SQLValue(mark)]).isEmpty
    }
}

extension SQLNotificationStore {
    /// Refuses a database into which something is being moved.
    func checkMove() async throws(NotificationStoreError) {
        try await read { connection in
            guard try StoreMove.isUnfinished(on: connection) else { return }
            throw StoreError(
                .inUse, "a move into it has not ended; run teams notifier move again, or take a new database")
        }
    }

    fileprivate func rows(_ sql: String, _ values: [SQLValue]) async throws(NotificationStoreError) -> [SQLRow] {
        try await read { try $0.query(sql, values) }
    }
}
