/// A step that brings the schema from one version of the program to the next. Once released, it never changes.
///
/// Parts of a program that keep their tables in one database number their steps apart: what stands before the slash
/// of a name is the step's ``component``, and the order counts within a component only.
package struct Migration: Sendable, Hashable {
    /// Its name, which the database remembers: `conversations`, or `notifications/ledger`.
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

    /// The part of the program that the step belongs to; empty for a name without a slash.
    package var component: String { Self.component(of: name) }

    private static func component(of name: String) -> String {
        name.firstIndex(of: "/").map { String(name[..<$0]) } ?? ""
    }

    /// Those of `migrations`, with their positions, that a database has not seen. What other components have left in
    /// a database that has steps of ours too is their own business.
    /// - Parameters:
    ///   - seen: the names that the database remembers, in order.
    ///   - store: what messages call the database, such as its path.
    /// - Throws: `newerSchema` when the database has seen more of a component, `foreignSchema` when it has seen others.
    package static func pending(
        of migrations: [Migration], after seen: [String], in store: String
    ) throws(StoreError) -> [(position: Int, migration: Migration)] {
        let seenOf = Dictionary(grouping: seen, by: component(of:))
        let ours = Dictionary(grouping: migrations, by: \.component)
        for component in ours.keys.sorted() {
            try check(ours[component] ?? [], against: seenOf[component] ?? [], in: store)
        }
        if let other = seen.first, seenOf.keys.allSatisfy({ ours[$0] == nil }) {
            throw StoreError(
                .foreignSchema, "\(store) was made by another program (it has \(other)); choose another path")
        }
        var left = seenOf.mapValues(\.count)
        var pending: [(position: Int, migration: Migration)] = []
        for migration in migrations {
            if let count = left[migration.component], count > 0 {
                left[migration.component] = count - 1
            } else {
                pending.append((position: seen.count + pending.count, migration: migration))
            }
        }
        return pending
    }

    /// Refuses a database that has seen other steps of a component, or more of them.
    private static func check(
        _ migrations: [Migration], against seen: [String], in store: String
    ) throws(StoreError) {
        for (old, new) in zip(seen, migrations) where old != new.name {
            throw StoreError(
                .foreignSchema,
                "\(store) was made by another program (it has \(old) in place of \(new.name)); choose another path")
        }
        guard seen.count <= migrations.count else {
            throw StoreError(
                .newerSchema,
                "\(store) was made by a newer version of this program (it has \(seen[migrations.count])); "
                    + "run that version, or choose another path")
        }
    }

    /// Why the step did not bring `store` further.
    package func failed(_ error: StoreError, in store: String) -> StoreError {
        StoreError(error.code, "\(store): the migration \(name) failed: \(error.message)")
    }
}
