/// The database, as the body of a read or a write sees it. Belongs to one thread, and to one body at a time.
public struct Connection: ~Copyable {
    private let handle: SQLiteHandle

    init(_ handle: SQLiteHandle) {
        self.handle = handle
    }

    /// Runs one statement; `values` take the places of its question marks.
    public borrowing func execute(_ sql: String, _ values: [SQLiteValue] = []) throws(StoreError) {
        _ = try handle.run(sql, values, keepsRows: false)
    }

    /// Runs one statement and returns its rows; `values` take the places of its question marks.
    public borrowing func query(_ sql: String, _ values: [SQLiteValue] = []) throws(StoreError) -> [Row] {
        try handle.run(sql, values, keepsRows: true)
    }

    /// How many rows the last statement that changes rows has changed.
    public var changes: Int { handle.changes }

    /// The key that the last insertion gave its row.
    public var lastInsertedRowID: Int64 { handle.lastInsertedRowID }
}
