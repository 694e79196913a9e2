/// A database, as the body of a read or a write sees it. Belongs to one thread, and to one body at a time.
package struct Connection: ~Copyable {
    private let handle: any SQLHandle

    package init(_ handle: any SQLHandle) { self.handle = handle }

    /// Whose SQL it understands, where what all understand is not enough.
    package var dialect: SQLDialect { handle.dialect }

    /// Runs one statement; `values` take the places of its question marks. What is wrong with it may become known only
    /// with the next query, or at the end of the body.
    package borrowing func execute(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) {
        try handle.execute(sql, values)
    }

    /// Runs one statement and returns its rows; `values` take the places of its question marks.
    package borrowing func query(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> [SQLRow] {
        try handle.rows(sql, values)
    }

    /// Runs one statement, and tells how many rows it has changed.
    package borrowing func change(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> Int {
        try handle.change(sql, values)
    }

    /// Gives each row of one statement to `body`, in order, until that says to stop or throws. SQLite holds one row at
    /// a time, PostgreSQL all of them: say `LIMIT` where few are wanted.
    ///
    /// `body` may use the connection too. Whether it sees its own changes to the rows that are still to come, is left
    /// open.
    package borrowing func forEachRow(
        _ sql: String, _ values: [SQLValue] = [], _ body: (SQLRow) throws -> RowStep
    ) throws {
        try handle.forEachRow(sql, values, body)
    }

    /// The page of `query` that follows the key `last`.
    package borrowing func page(of query: PagedQuery, after last: SQLValue) throws(StoreError) -> [SQLRow] {
        try handle.rows(query.sql, query.values(after: last))
    }
}

/// What a connection stands on: one thread's hold on a database.
package protocol SQLHandle: AnyObject {
    var dialect: SQLDialect { get }
    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError)
    func rows(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow]
    func change(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int
    func forEachRow(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> RowStep) throws
}

/// Whose SQL a database understands, for the few places in which they differ.
package enum SQLDialect: Sendable, Hashable {
    case sqlite
    case postgres

    /// Says which index serves a table's part of a statement. PostgreSQL sees by itself.
    package func indexed(by index: String) -> String { self == .sqlite ? " INDEXED BY \(index)" : "" }

    /// A column that is to be compared row by row, and not looked up by its own index: without statistics SQLite would
    /// choose by order rather than by what is rare. PostgreSQL knows what is rare.
    package func unindexed(_ column: String) -> String { self == .sqlite ? "+\(column)" : column }
}
