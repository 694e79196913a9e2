package import SQLCore
package import TeamsModels

/// Keeps the state in a database that others have tables in too, whatever it is made of.
package final class SQLStateStore: StateStore {
    private let database: any SQLDatabase
    /// What errors call the database.
    private let place: String

    /// - Parameter database: with the tables of ``SQLiteStateStore/migrations``, or the same in PostgreSQL.
    package init(database: any SQLDatabase, place: String) {
        self.database = database
        self.place = place
    }

    package func text(_ name: String, of owner: StateOwner) async throws(StateError) -> String? {
        do {
            return try await database.read { try Self.text(name, of: owner, on: $0) }
        } catch {
            throw stateError(error)
        }
    }

    package func update(
        _ name: String, of owner: StateOwner, _ change: @escaping @Sendable (String?) throws -> String?
    ) async throws {
        do {
            try await database.write { connection in
                let old = try Self.text(name, of: owner, on: connection)
                let new = try change(old)
                guard new != old else { return }
                guard let new else {
                    return try connection.execute(
                        "DELETE FROM state WHERE owner = ? AND name = ?", [.text(owner.key), .text(name)])
                }
                try connection.execute(
                    """
                    INSERT INTO state (owner, name, conversation, json) VALUES (?, ?, ?, ?)
                    ON CONFLICT (owner, name) DO UPDATE SET json = excluded.json
                    """,
                    [.text(owner.key), .text(name), SQLValue(owner.conversation?.rawValue), .text(new)])
            }
        } catch let error as StoreError {
            throw StateError(error, path: place)
        }
    }

    package func removeAll(of owner: StateOwner) async throws(StateError) {
        try await remove("DELETE FROM state WHERE owner = ?", owner.key)
    }

    package func removeAll(in conversation: ConversationID) async throws(StateError) {
        try await remove("DELETE FROM state WHERE conversation = ?", conversation.base.rawValue)
    }

    private func remove(_ sql: String, _ value: String) async throws(StateError) {
        do { try await database.write { try $0.execute(sql, [.text(value)]) } } catch { throw stateError(error) }
    }

    private static func text(
        _ name: String, of owner: StateOwner, on connection: borrowing Connection
    ) throws -> String? {
        try connection.query(
            "SELECT json FROM state WHERE owner = ? AND name = ?", [.text(owner.key), .text(name)]
        ).first?.text("json")
    }

    private func stateError(_ error: any Error) -> StateError {
        (error as? StoreError).map { StateError($0, path: place) } ?? StateError(.failed, "\(error)")
    }
}
