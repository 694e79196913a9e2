package import SQLCore
package import TeamsModels

/// Keeps the conversations in a database that others have tables in too, whatever it is made of.
package final class SQLConversationStore: ConversationStore {
    private let database: any SQLDatabase
    /// What errors call the database.
    private let place: String

    /// - Parameter database: with the tables of ``SQLiteConversationStore/migrations``, or the same in PostgreSQL.
    package init(database: any SQLDatabase, place: String) {
        self.database = database
        self.place = place
    }

    package func upsert(_ conversations: [KnownConversation]) async throws(ConversationStoreError) {
        for known in conversations { try ConversationStoreError.check(known) }
        try await write { connection in
            for known in conversations { try ConversationRows.put(known, on: connection) }
        }
    }

    @discardableResult
    package func update(
        _ id: ConversationID, _ change: @escaping @Sendable (KnownConversation?) -> KnownConversation?
    ) async throws(ConversationStoreError) -> KnownConversation? {
        try await write { connection -> KnownConversation? in
            let known = try ConversationRows.row(of: id.base, on: connection)
            let changed = change(known)
            guard changed != known else { return known }
            if let changed {
                try ConversationStoreError.check(changed, isFor: id)
                try ConversationRows.put(changed, on: connection)
            } else {
                try connection.execute("DELETE FROM conversation WHERE id = ?", [.text(id.base.rawValue)])
            }
            return changed
        }
    }

    package func conversation(_ id: ConversationID) async throws(ConversationStoreError) -> KnownConversation? {
        try await read { try ConversationRows.row(of: id.base, on: $0) }
    }

    package func page(
        of query: ConversationQuery, after cursor: ConversationCursor?, limit: Int
    ) async throws(ConversationStoreError) -> ConversationPage {
        let place = try ConversationCursor.place(of: cursor)
        return try await read { connection in
            let question = ConversationRows.question(
                query, after: place, limit: max(1, limit), connection.dialect)
            let rows = try connection.query(question.sql, question.values)
            let next = rows.count < max(1, limit) ? nil : try rows.last?.integer("place")
            return ConversationPage(
                try rows.map(ConversationRows.known), next: next.map { ConversationCursor(place: $0) })
        }
    }

    package func tenants(limit: Int) async throws(ConversationStoreError) -> [TenantID] {
        try await read { connection in
            var found: [TenantID] = []
            while found.count < limit {
                // From one to the next by the index, however many conversations each has.
                let rows = try connection.query(
                    "SELECT MIN(tenant) AS tenant FROM conversation WHERE tenant > ?",
                    [.text(found.last?.rawValue ?? "")])
                guard let tenant = rows.first?["tenant"].stringValue else { break }
                found.append(TenantID(rawValue: tenant))
            }
            return found
        }
    }

    package func count() async throws(ConversationStoreError) -> Int {
        try await read { try $0.query("SELECT COUNT(*) AS count FROM conversation").first?.integer("count") ?? 0 }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(ConversationStoreError) -> Value {
        do { return try await database.read(body) } catch { throw ConversationStoreError(error, path: place) }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(ConversationStoreError) -> Value {
        do { return try await database.write(body) } catch { throw ConversationStoreError(error, path: place) }
    }
}

extension SQLConversationStore: StateKeeping {
    package var stateStore: any StateStore { SQLStateStore(database: database, place: place) }
}
