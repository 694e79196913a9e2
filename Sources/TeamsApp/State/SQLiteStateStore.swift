internal import Foundation
package import SQLCore
internal import SQLiteStore
public import TeamsModels

/// Keeps the state in an SQLite file, which several processes of one bot may share: two that change one value at the
/// same time do so one after the other.
///
/// ``SQLiteConversationStore`` brings one with it, in its own file.
public final class SQLiteStateStore: StateStore {
    private let store: SQLStateStore

    /// Opens the file, and makes it when there is none: readable by its owner alone.
    ///
    /// - Throws: ``StateError`` that names the path: the file is damaged, of another program or of a newer version, or
    ///   cannot be written.
    public init(path: String) throws(StateError) {
        if path != SQLiteDatabase.inMemory, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            // With room for the conversations: whichever store opens a file first, the other one fits in.
            let database = try SQLiteDatabase(path: path, migrations: SQLiteConversationStore.migrations)
            store = SQLStateStore(database: database, place: path)
        } catch {
            throw StateError(error, path: path)
        }
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
        try await store.text(name, of: owner)
    }

    public func update(
        _ name: String, of owner: StateOwner, _ change: @escaping @Sendable (String?) throws -> String?
    ) async throws {
        try await store.update(name, of: owner, change)
    }

    public func removeAll(of owner: StateOwner) async throws(StateError) { try await store.removeAll(of: owner) }

    public func removeAll(in conversation: ConversationID) async throws(StateError) {
        try await store.removeAll(in: conversation)
    }
}
