internal import Foundation
internal import JSONKit
package import SQLCore
package import SQLiteStore
public import TeamsModels

/// Keeps the conversations in an SQLite file, which several processes of one bot may share.
///
/// What it has stored survives the process and a loss of power. Writes that wait at the same time become durable
/// together, on a thread of the store's own; reads do not wait for them. Every question is answered by an index.
public final class SQLiteConversationStore: ConversationStore {
    private let database: SQLiteDatabase
    private let path: String

    /// Opens the file, and makes it when there is none: readable by its owner alone, since it says who talks to the
    /// bot.
    ///
    /// - Throws: ``ConversationStoreError`` that names the path: the file is damaged, of another program or of a newer
    ///   version, or cannot be written.
    public init(path: String) throws(ConversationStoreError) {
        self.path = path
        if path != SQLiteDatabase.inMemory, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            database = try SQLiteDatabase(path: path, migrations: Self.migrations)
        } catch {
            throw ConversationStoreError(error, path: path)
        }
    }

    /// The conversations in a database that others have tables in too. ``migrations`` are among its own.
    package init(database: SQLiteDatabase, path: String) {
        self.database = database
        self.path = path
    }

    /// The steps of the schema of conversations, and of the state beside them.
    package static var migrations: [Migration] { ConversationRows.migrations + SQLiteStateStore.migrations }

    public func upsert(_ conversations: [KnownConversation]) async throws(ConversationStoreError) {
        for known in conversations { try ConversationStoreError.check(known) }
        try await write { connection in
            for known in conversations { try ConversationRows.put(known, on: connection) }
        }
    }

    @discardableResult
    public func update(
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

    public func conversation(_ id: ConversationID) async throws(ConversationStoreError) -> KnownConversation? {
        try await read { try ConversationRows.row(of: id.base, on: $0) }
    }

    public func page(
        of query: ConversationQuery, after cursor: ConversationCursor?, limit: Int
    ) async throws(ConversationStoreError) -> ConversationPage {
        let question = ConversationRows.question(
            query, after: try ConversationCursor.place(of: cursor), limit: max(1, limit))
        return try await read { connection in
            let rows = try connection.query(question.sql, question.values)
            let next = rows.count < max(1, limit) ? nil : try rows.last?.integer("place")
            return ConversationPage(
                try rows.map(ConversationRows.known), next: next.map { ConversationCursor(place: $0) })
        }
    }

    public func tenants(limit: Int) async throws(ConversationStoreError) -> [TenantID] {
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

    public func count() async throws(ConversationStoreError) -> Int {
        try await read { try $0.query("SELECT COUNT(*) AS count FROM conversation").first?.integer("count") ?? 0 }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(ConversationStoreError) -> Value {
        do { return try await database.read(body) } catch { throw ConversationStoreError(error, path: path) }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(ConversationStoreError) -> Value {
        do { return try await database.write(body) } catch { throw ConversationStoreError(error, path: path) }
    }
}

extension SQLiteConversationStore: StateKeeping {
    /// What the bot keeps beside what it knows of its conversations, in the same file.
    public var stateStore: SQLiteStateStore { SQLiteStateStore(database: database, path: path) }
}
