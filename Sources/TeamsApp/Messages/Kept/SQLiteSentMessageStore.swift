internal import Foundation
internal import JSONKit
internal import SQLCore
internal import SQLiteStore
public import TeamsModels

/// Keeps the newest messages in an SQLite file, which several processes of one bot may share. What it has stored
/// survives the process.
public final class SQLiteSentMessageStore: SentMessageStore {
    private static let migrations = [
        Migration(
            "sent messages",
            """
            CREATE TABLE sent_message (
                place INTEGER PRIMARY KEY AUTOINCREMENT,
                conversation TEXT NOT NULL,
                id TEXT NOT NULL,
                json TEXT NOT NULL,
                UNIQUE (conversation, id)
            ) STRICT;
            """)
    ]

    private let database: SQLiteDatabase
    private let path: String
    private let capacity: Int

    /// Opens the file, and makes it when there is none: readable by its owner alone, since it holds what people wrote.
    ///
    /// - Parameters:
    ///   - path: the file; not the one of another store.
    ///   - capacity: how many messages it holds; the oldest go when others come.
    /// - Throws: ``SentMessageStoreError`` that names the path: the file is damaged, of another program or of a newer
    ///   version, or cannot be written.
    public init(path: String, capacity: Int = 1_000_000) throws(SentMessageStoreError) {
        self.path = path
        self.capacity = max(1, capacity)
        if path != SQLiteDatabase.inMemory, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            database = try SQLiteDatabase(path: path, migrations: Self.migrations, durability: .normal)
        } catch {
            throw SentMessageStoreError(error, path: path)
        }
    }

    public func keep(_ message: KeptMessage) async throws(SentMessageStoreError) {
        let (path, capacity) = (path, capacity)
        do {
            let json = String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
            try await database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO sent_message (conversation, id, json) VALUES (?, ?, ?)
                    ON CONFLICT (conversation, id) DO UPDATE SET json = excluded.json
                    """,
                    [.text(message.conversation.base.rawValue), .text(message.id.rawValue), .text(json)])
                // Places only grow, so that the newest `capacity` are above this one, whatever was removed between.
                try connection.execute(
                    "DELETE FROM sent_message WHERE place <= (SELECT MAX(place) FROM sent_message) - ?",
                    [SQLValue(capacity)])
            }
        } catch {
            throw SentMessageStoreError(error, path: path)
        }
    }

    public func message(
        _ id: ActivityID, in conversation: ConversationID
    ) async throws(SentMessageStoreError) -> KeptMessage? {
        do {
            return try await database.read { connection in
                let rows = try connection.query(
                    "SELECT json FROM sent_message WHERE conversation = ? AND id = ?",
                    [.text(conversation.base.rawValue), .text(id.rawValue)])
                guard let json = try rows.first?.text("json") else { return nil }
                do { return try JSONDecoder().decode(KeptMessage.self, from: Data(json.utf8)) } catch {
                    throw StoreError(
                        .damagedRow, "what is stored of a message cannot be read; choose another path")
                }
            }
        } catch {
            throw SentMessageStoreError(error, path: path)
        }
    }

    public func remove(_ id: ActivityID, in conversation: ConversationID) async throws(SentMessageStoreError) {
        do {
            try await database.write { connection in
                try connection.execute(
                    "DELETE FROM sent_message WHERE conversation = ? AND id = ?",
                    [.text(conversation.base.rawValue), .text(id.rawValue)])
            }
        } catch {
            throw SentMessageStoreError(error, path: path)
        }
    }
}
