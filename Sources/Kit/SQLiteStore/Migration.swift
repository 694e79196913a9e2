/// A step that brings the schema from one version of the program to the next. Once released, it never changes.
public struct Migration: Sendable, Hashable {
    /// Its name, which the database remembers.
    public let name: String
    /// One or more statements.
    public let sql: String

    /// A step with its name.
    public init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }
}

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
        let tables = try run("SELECT name FROM sqlite_master WHERE type = 'table'", [], keepsRows: true)
        if !tables.isEmpty, !tables.contains(where: { $0[0] == "schema_migrations" }) {
            throw StoreError(
                .foreignSchema, "\(path) is a database of another program; move it away, or choose another path")
        }
        try script("CREATE TABLE IF NOT EXISTS schema_migrations(position INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        let seen = try run("SELECT name FROM schema_migrations ORDER BY position", [], keepsRows: true)
            .compactMap { $0[0].stringValue }
        for (old, new) in zip(seen, migrations) where old != new.name {
            throw StoreError(
                .foreignSchema,
                "\(path) was made by another program (it has \(old) in place of \(new.name)); choose another path")
        }
        if seen.count > migrations.count {
            throw StoreError(
                .newerSchema,
                "\(path) was made by a newer version of this program (it has \(seen[migrations.count])); "
                    + "run that version, or choose another path")
        }
        for (position, migration) in migrations.enumerated().dropFirst(seen.count) {
            do throws(StoreError) {
                try script(migration.sql)
            } catch {
                throw StoreError(error.code, "\(path): the migration \(migration.name) failed: \(error.message)")
            }
            _ = try run(
                "INSERT INTO schema_migrations VALUES (?, ?)", [SQLiteValue(position), .text(migration.name)],
                keepsRows: false)
        }
    }
}
