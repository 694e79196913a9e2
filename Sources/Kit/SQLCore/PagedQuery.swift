/// A query that is read a page at a time, each page a read of its own: whatever the length, what is held is one page,
/// and no read lasts long. Rows that are written meanwhile appear when their key comes later.
package struct PagedQuery: Sendable {
    /// One statement, whose last two places take the key to start after and the most rows:
    /// `SELECT place, json FROM record WHERE kind = ? AND place > ? ORDER BY place LIMIT ?`.
    package let sql: String
    /// What the places before those take.
    package let values: [SQLValue]
    /// The column of the key: unique, and what the statement orders by.
    package let key: String
    /// The most rows of a page, at least 1.
    package let pageRows: Int

    package init(_ sql: String, _ values: [SQLValue] = [], key: String, pageRows: Int = 1000) {
        self.sql = sql
        self.values = values
        self.key = key
        self.pageRows = max(1, pageRows)
    }

    /// The values of the page that follows `last`.
    package func values(after last: SQLValue) -> [SQLValue] { values + [last, SQLValue(pageRows)] }

    /// The key after which the page that follows `rows` starts; `nil` when nothing follows.
    package func next(after rows: [SQLRow]) -> SQLValue? {
        guard rows.count == pageRows, let last = rows.last else { return nil }
        return last[key]
    }
}
