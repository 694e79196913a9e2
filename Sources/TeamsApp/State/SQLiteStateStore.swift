internal import Foundation
package import SQLCore
package import SQLiteStore
public import TeamsModels

/// Keeps the state in an SQLite file, which several processes of one bot may share: two that change one value at the
/// same time do so one after the other.
///
/// ``SQLiteConversationStore`` brings one with it, in its own file.
public final class SQLiteStateStore: StateStore {
    private let database: SQLiteDatabase
    private let path: String

    /// Opens the file, and makes it when there is none: readable by its owner alone.
    ///
    /// - Throws: ``StateError`` that names the path: the file is damaged, of another program or of a newer version, or
    ///   cannot be written.
    public init(path: String) throws(StateError) {
        self.path = path
        if path != SQLiteDatabase.inMemory, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            // With room for the conversations: whichever store opens a file first, the other one fits in.
            database = try SQLiteDatabase(path: path, migrations: SQLiteConversationStore.migrations)
        } catch {
            throw StateError(error, path: path)
        }
    }

    /// The state in a database that others have tables in too. ``migrations`` are among its own.
    package init(database: SQLiteDatabase, path: String) {
        self.database = database
        self.path = path
    }

    /// The steps of the schema of the state.
    package static let migrations = [
        Migration(
            "state/values",
            """
            CREATE TABLE state (
                owner TEXT NOT NULL,
                name TEXT NOT NULL,
                conversation TEXT,
                json TEXT NOT NULL,
                PRIMARY KEY (owner, name)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX state_conversation ON state (conversation) WHERE conversation IS NOT NULL;
            """)
    ]

    public func text(_ name: String, of owner: StateOwner) async throws(StateError) -> String? {
        do {
            return try await database.read { try Self.text(name, of: owner, on: $0) }
        } catch {
            throw stateError(error)
        }
    }

    public func update(
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
            throw StateError(error, path: path)
        }
    }

    public func removeAll(of owner: StateOwner) async throws(StateError) {
        try await remove("DELETE FROM state WHERE owner = ?", owner.key)
    }

    public func removeAll(in conversation: ConversationID) async throws(StateError) {
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
        (error as? StoreError).map { StateError($0, path: path) } ?? StateError(.failed, "\(error)")
    }
}
