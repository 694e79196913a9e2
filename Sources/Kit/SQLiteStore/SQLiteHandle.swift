internal import CLibSQLite
internal import SQLCore

/// An open connection of SQLite with its prepared statements: the only owner of SQLite's pointers.
///
/// `@unchecked`, as it holds pointers and changes: it is opened by one thread, handed to another before that one
/// starts, and used by it alone until that thread lets it go. (SQLite's own mutex is off: `SQLITE_OPEN_NOMUTEX`.)
final class SQLiteHandle: SQLHandle, @unchecked Sendable {
    /// Prepared statements that are kept; programs have fewer.
    private static let maxStatements = 256

    private let database: OpaquePointer
    private let path: String
    private var statements: [StatementText: Prepared] = [:]

    init(path: String) throws(StoreError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let status = sqlite3_open_v2(path, &opened, flags, nil)
        guard status == SQLITE_OK, let opened else {
            defer { sqlite3_close_v2(opened) }  // SQLite wants a failed open closed too
            throw StoreError(status: status, database: opened, path: path)
        }
        database = opened
        self.path = path
        sqlite3_busy_timeout(opened, 5000)
        if sqlite3_db_readonly(opened, "main") == 1 {  // SQLite opens what it may not write for reading, silently
            throw StoreError(.cannotOpen, "\(path) cannot be written: check the owner and the mode of the file")
        }
    }

    deinit {
        sqlite3_close_v2(database)  // which waits for the statements, finalized as `statements` goes
    }

    var dialect: SQLDialect { .sqlite }
    /// Whether a transaction is open. A grave error (no room, no memory) ends one by itself.
    var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

    /// Runs several statements without values.
    func script(_ sql: String) throws(StoreError) {
        try check(sqlite3_exec(database, sql, nil, nil, nil))
    }

    /// Runs a statement that steers transactions. Prepared once, unlike a script.
    func control(_ sql: String) throws(StoreError) {
        try execute(sql)
    }

    /// Runs one statement to its end.
    func execute(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) {
        try withPrepared(sql, values) { (prepared) throws(StoreError) in
            while try step(prepared.statement) {}
        }
    }

    /// Runs one statement to its end, and tells how many rows it has changed.
    func change(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try execute(sql, values)
        return Int(sqlite3_changes64(database))
    }

    /// All rows of one statement.
    func rows(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> [SQLRow] {
        try withPrepared(sql, values) { (prepared) throws(StoreError) in
            var rows: [SQLRow] = []
            // The first step compiles the statement anew when the schema has changed: columns are asked for after it.
            while try step(prepared.statement) { rows.append(row(of: prepared)) }
            return rows
        }
    }

    /// Gives each row of one statement to `body`, until that says to stop or throws.
    func forEachRow(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> RowStep) throws {
        let outcome = try withPrepared(sql, values) { (prepared) throws(StoreError) -> Result<Void, any Error> in
            while try step(prepared.statement) {
                do {
                    guard try body(row(of: prepared)) == .next else { break }
                } catch {
                    return .failure(error)
                }
            }
            return .success(())
        }
        try outcome.get()
    }

    /// Lends `body` the statement with its values bound, to nobody else meanwhile: `body` may run the same text again.
    private func withPrepared<Value>(
        _ sql: String, _ values: [SQLValue], _ body: (Prepared) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let prepared = try prepared(sql)
        let statement = prepared.statement
        prepared.isLent = true
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
            prepared.isLent = false
        }
        let places = Int(sqlite3_bind_parameter_count(statement))
        guard places == values.count else {
            throw StoreError(.failed, "the statement has \(places) places for \(values.count) values: \(sql)")
        }
        for (index, value) in values.enumerated() { try bind(value, at: CInt(index + 1), of: statement) }
        return try body(prepared)
    }

    /// Goes to the next row. False when there is none.
    private func step(_ statement: OpaquePointer) throws(StoreError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let status: throw StoreError(status: status, database: database, path: path)
        }
    }

    private func prepared(_ sql: String) throws(StoreError) -> Prepared {
        let key = StatementText(text: sql)
        let known = statements[key]
        if let known, !known.isLent { return known }
        if statements.count >= Self.maxStatements { statements.removeAll() }
        var compiled: OpaquePointer?
        var text = sql
        let (status, isAlone) = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { characters in
                var rest: UnsafePointer<CChar>?
                let status = sqlite3_prepare_v3(
                    database, characters.baseAddress, CInt(characters.count), UInt32(SQLITE_PREPARE_PERSISTENT),
                    &compiled, &rest)
                let used = rest.map { UnsafePointer($0) - (characters.baseAddress ?? $0) } ?? characters.count
                return (status, characters[used...].allSatisfy { $0 <= 0x20 || $0 == CChar(UInt8(ascii: ";")) })
            }
        }
        try check(status)
        guard let compiled, isAlone else {
            sqlite3_finalize(compiled)
            throw StoreError(.failed, "not one statement: \(sql)")
        }
        let prepared = Prepared(compiled)
        if known == nil { statements[key] = prepared }
        return prepared
    }

    private func bind(_ value: SQLValue, at index: CInt, of statement: OpaquePointer) throws(StoreError) {
        let status =
            switch value {
            case .null: sqlite3_bind_null(statement, index)
            case .integer(let value): sqlite3_bind_int64(statement, index, value)
            case .real(let value): sqlite3_bind_double(statement, index, value)
            case .text(let value): csqlite_bind_text(statement, index, value, UInt64(value.utf8.count))
            case .blob(let value): csqlite_bind_blob(statement, index, value, UInt64(value.count))
            }
        try check(status)
    }

    private func value(at index: CInt, of statement: OpaquePointer) -> SQLValue {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement, index)
            let count = Int(sqlite3_column_bytes(statement, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, index)
            return .blob(
                Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))))
        default: return .null
        }
    }

    private func row(of prepared: Prepared) -> SQLRow {
        let columns = prepared.currentColumns()
        return SQLRow(columns: columns, values: columns.indices.map { value(at: CInt($0), of: prepared.statement) })
    }

    /// Every status that is not one of `sqlite3_step` goes through here.
    private func check(_ status: CInt) throws(StoreError) {
        guard status == SQLITE_OK else { throw StoreError(status: status, database: database, path: path) }
    }
}

/// The text of a statement as a key: told from others by its length and its end, since a few hundred letters would
/// take longer to hash than many statements to run.
private struct StatementText: Hashable {
    let text: String

    func hash(into hasher: inout Hasher) {
        hasher.combine(text.utf8.count)
        for byte in text.utf8.suffix(12) { hasher.combine(byte) }
    }
}

/// A compiled statement, which is given back when nobody holds it any more.
private final class Prepared {
    let statement: OpaquePointer
    /// Whether it is at work: it can do one thing at a time.
    var isLent = false

    /// The names of the columns, once they were asked for.
    private var columns: [String] = []
    /// How often SQLite had compiled the statement anew by then.
    private var compilations: CInt = -1

    init(_ statement: OpaquePointer) { self.statement = statement }

    /// The names of the columns. They change only when SQLite compiles the statement anew.
    func currentColumns() -> [String] {
        let compilations = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 0)
        guard compilations != self.compilations else { return columns }
        self.compilations = compilations
        columns = (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
        }
        return columns
    }

    deinit { sqlite3_finalize(statement) }
}

extension StoreError {
    fileprivate init(status: CInt, database: OpaquePointer?, path: String) {
        let reason = database.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
        switch status & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED:
            self.init(.busy, "another process is writing to \(path); try again, or end that process")
        case SQLITE_CONSTRAINT: self.init(.constraint, reason)
        case SQLITE_FULL: self.init(.full, "\(path) cannot grow: there is no room on the disk")
        case SQLITE_CANTOPEN:
            self.init(.cannotOpen, "\(path) cannot be opened or made: check that its folder exists and may be written")
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
            self.init(.cannotOpen, "\(path) cannot be written: check the owner and the mode of the file and its folder")
        case SQLITE_NOTADB, SQLITE_CORRUPT:
            self.init(
                .notADatabase, "\(path) is not an SQLite database, or is damaged; move it away, or choose another path")
        case SQLITE_IOERR: self.init(.failed, "the disk failed under \(path): \(reason) (\(status))")
        default: self.init(.failed, reason)
        }
    }
}
