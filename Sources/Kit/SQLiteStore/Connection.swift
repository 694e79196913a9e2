package import SQLCore

/// The database, as the body of a read or a write sees it. Belongs to one thread, and to one body at a time.
package struct Connection: ~Copyable {
    private let handle: SQLiteHandle

    init(_ handle: SQLiteHandle) {
        self.handle = handle
    }

    /// Runs one statement; `values` take the places of its question marks.
    package borrowing func execute(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) {
        try handle.execute(sql, values)
    }

    /// Runs one statement and returns its rows; `values` take the places of its question marks.
    package borrowing func query(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> [SQLRow] {
        try handle.rows(sql, values)
    }

    /// Gives each row of one statement to `body`, in order, until that says to stop or throws. One row is held at a
    /// time.
    ///
    /// `body` may use the connection too. Whether it sees its own changes to the rows that are still to come, SQLite
    /// leaves open.
    package borrowing func forEachRow(
        _ sql: String, _ values: [SQLValue] = [], _ body: (SQLRow) throws -> RowStep
    ) throws {
        try handle.forEachRow(sql, values, body)
    }

    /// The page of `query` that follows the key `last`.
    package borrowing func page(of query: PagedQuery, after last: SQLValue) throws(StoreError) -> [SQLRow] {
        try handle.rows(query.sql, query.values(after: last))
    }

    /// How many rows the last statement that changes rows has changed.
    package var changes: Int { handle.changes }

    /// The key that the last insertion gave its row.
    package var lastInsertedRowID: Int64 { handle.lastInsertedRowID }
}
