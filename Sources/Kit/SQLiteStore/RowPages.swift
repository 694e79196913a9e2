package import SQLCore

/// The rows of a query, a page at a time: each page is read when it is asked for.
package struct RowPages: AsyncSequence, Sendable {
    package typealias Element = [SQLRow]

    let database: SQLiteDatabase
    let query: PagedQuery
    let first: SQLValue

    package func makeAsyncIterator() -> Iterator {
        Iterator(database: database, query: query, last: first)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let database: SQLiteDatabase
        let query: PagedQuery
        /// The key of the last row that was read; `nil` when no row follows.
        var last: SQLValue?

        /// The next page, which has at least one row.
        package mutating func next() async throws -> [SQLRow]? {
            guard let last else { return nil }
            let query = query
            let rows = try await database.read { try $0.page(of: query, after: last) }
            self.last = query.next(after: rows)
            return rows.isEmpty ? nil : rows
        }
    }
}
