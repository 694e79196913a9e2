package import SQLCore

extension PostgresPool {
    /// Applies those of `migrations` that the database has not seen, all or none. Programs that do so at the same time
    /// take turns. Tables stand in the first schema of the user's search path.
    ///
    /// - Parameter deadline: how long one step, or the wait for another program, may take.
    /// - Throws: `newerSchema` when the database has seen more, `foreignSchema` when it has seen others.
    package func migrate(_ migrations: [Migration], deadline: Duration = .seconds(600)) async throws {
        let store = address.description
        try await transaction { transaction in
            // Until the transaction ends; what the ones before have done is seen after it.
            _ = try await transaction.query(
                "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.\(Migration.table)', 0))",
                deadline: deadline)
            let tables = try await transaction.query(
                "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()")
            try Migration.checkOwner(ofTables: tables.compactMap { $0[0].stringValue }, in: store)
            try await transaction.execute(
                "CREATE TABLE IF NOT EXISTS \(Migration.table)(position bigint PRIMARY KEY, name text NOT NULL)")
            let seen = try await transaction.query("SELECT name FROM \(Migration.table) ORDER BY position")
                .compactMap { $0[0].stringValue }
            for (position, migration) in try Migration.pending(of: migrations, after: seen, in: store) {
                do throws(StoreError) {
                    try await transaction.script(migration.sql, deadline: deadline)
                } catch {
                    throw migration.failed(error, in: store)
                }
                try await transaction.execute(
                    "INSERT INTO \(Migration.table) VALUES ($1, $2)", [SQLValue(position), .text(migration.name)])
            }
        }
    }
}
