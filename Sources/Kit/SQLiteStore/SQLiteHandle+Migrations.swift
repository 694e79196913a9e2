internal import SQLCore

extension SQLiteHandle {
    /// Applies those of `migrations` that the database has not seen, all or none.
    ///
    /// - Throws: `newerSchema` when the database has seen more, `foreignSchema` when it has seen others.
    func apply(_ migrations: [Migration], path: String) throws(StoreError) {
        try script("BEGIN IMMEDIATE")
        do throws(StoreError) {
            try applyInTransaction(migrations, path: path)
            try script("COMMIT")
        } catch {
            if isInTransaction { try? script("ROLLBACK") }
            throw error
        }
    }

    private func applyInTransaction(_ migrations: [Migration], path: String) throws(StoreError) {
        let tables = try rows("SELECT name FROM sqlite_master WHERE type = 'table'").compactMap { $0[0].stringValue }
        try Migration.checkOwner(ofTables: tables, in: path)
        let table = Migration.table
        try script("CREATE TABLE IF NOT EXISTS \(table)(position INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        let seen = try rows("SELECT name FROM \(table) ORDER BY position").compactMap { $0[0].stringValue }
        for (position, migration) in try Migration.pending(of: migrations, after: seen, in: path) {
            do throws(StoreError) {
                try script(migration.sql)
            } catch {
                throw migration.failed(error, in: path)
            }
            try execute("INSERT INTO \(table) VALUES (?, ?)", [SQLValue(position), .text(migration.name)])
        }
    }
}
