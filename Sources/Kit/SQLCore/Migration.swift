/// A step that brings the schema from one version of the program to the next. Once released, it never changes.
package struct Migration: Sendable, Hashable {
    /// Its name, which the database remembers.
    package let name: String
    /// One or more statements.
    package let sql: String

    /// A step with its name.
    package init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }
}

extension Migration {
    /// Where a database remembers the steps that it has seen.
    package static let table = "schema_migrations"

    /// Refuses a database that has tables, and none of ours to remember steps in.
    package static func checkOwner(ofTables tables: [String], in store: String) throws(StoreError) {
        guard tables.isEmpty || tables.contains(table) else {
            throw StoreError(
                .foreignSchema, "\(store) is a database of another program; move it away, or choose another path")
        }
    }

    /// Those of `migrations`, with their positions, that a database has not seen.
    /// - Parameters:
    ///   - seen: the names that the database remembers, in order.
    ///   - store: what messages call the database, such as its path.
    /// - Throws: `newerSchema` when the database has seen more, `foreignSchema` when it has seen others.
    package static func pending(
        of migrations: [Migration], after seen: [String], in store: String
    ) throws(StoreError) -> [(position: Int, migration: Migration)] {
        for (old, new) in zip(seen, migrations) where old != new.name {
            throw StoreError(
                .foreignSchema,
                "\(store) was made by another program (it has \(old) in place of \(new.name)); choose another path")
        }
        if seen.count > migrations.count {
            throw StoreError(
                .newerSchema,
                "\(store) was made by a newer version of this program (it has \(seen[migrations.count])); "
                    + "run that version, or choose another path")
        }
        return migrations.enumerated().dropFirst(seen.count).map { (position: $0.offset, migration: $0.element) }
    }

    /// Why the step did not bring `store` further.
    package func failed(_ error: StoreError, in store: String) -> StoreError {
        StoreError(error.code, "\(store): the migration \(name) failed: \(error.message)")
    }
}
