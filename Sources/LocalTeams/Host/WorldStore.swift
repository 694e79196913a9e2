internal import Foundation
internal import JSONKit
internal import SQLCore
internal import SQLiteStore
internal import TokenKit

/// The world on disk: its records and the signing keys, in one SQLite file that one process owns.
final class WorldStore: Sendable {
    private static let migrations = [
        Migration(
            "world",
            """
            CREATE TABLE record (
                place INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                key TEXT NOT NULL,
                json TEXT NOT NULL,
                UNIQUE (kind, key)
            ) STRICT;
            CREATE TABLE signing_key (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, pem TEXT NOT NULL) STRICT;
            """)
    ]

    /// What to do with a file that makes no world. Nothing of it was changed.
    static let advice = "the file was left as it is: put a copy from before back, or start with another --data file"

    private let database: SQLiteDatabase
    private let path: String

    /// Opens the file at `path`, and makes it when there is none: readable by its owner alone, for it holds keys.
    init(path: String) throws(LocalTeamsError) {
        self.path = path
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            database = try SQLiteDatabase(path: path, migrations: Self.migrations, isExclusive: true)
        } catch {
            throw LocalTeamsError(.badData, "--data \(path): \(error.message)")
        }
    }

    /// All records, in the order in which they first came.
    func records() async throws(LocalTeamsError) -> [Record] {
        do {
            return try await database.read { [path] connection in
                var records: [Record] = []
                try connection.forEachRow("SELECT kind, key, json FROM record ORDER BY place") { row in
                    records.append(try Self.record(row, path: path))
                    return .next
                }
                return records
            }
        } catch {
            throw failure(error)
        }
    }

    private static func record(_ row: SQLRow, path: String) throws -> Record {
        let kind = try row.text("kind")
        let key = try row.text("key")
        guard let known = Record.Kind(rawValue: kind),
            let object = (try? JSONValue(parsing: try row.text("json")))?.objectValue
        else {
            throw LocalTeamsError(
                .badData,
                "--data \(path): the record \(kind) \(key) is damaged, or from another version; \(advice)")
        }
        return Record(kind: known, key: key, json: object)
    }

    /// Stores changes in one transaction. Returns once they are durable; calls take effect in the order in which they
    /// are made.
    func store(_ changes: [RecordChange]) async throws(LocalTeamsError) {
        do {
            try await database.write { connection in
                for change in changes {
                    switch change {
                    case .put(let record):
                        try connection.execute(
                            """
                            INSERT INTO record (kind, key, json) VALUES (?, ?, ?)
                            ON CONFLICT (kind, key) DO UPDATE SET json = excluded.json
                            """,
                            [
                                .text(record.kind.rawValue), .text(record.key),
                                .text(JSONValue.object(record.json).text()),
                            ])
                    case .delete(let kind, let key):
                        try connection.execute(
                            "DELETE FROM record WHERE kind = ? AND key = ?", [.text(kind.rawValue), .text(key)])
                    case .deleteAll:
                        try connection.execute("DELETE FROM record")
                    }
                }
            }
        } catch {
            throw failure(error)
        }
    }

    /// The signing keys, oldest first.
    func keys() async throws(LocalTeamsError) -> [SigningKey] {
        do {
            let rows = try await database.read { connection in
                try connection.query("SELECT id, pem FROM signing_key ORDER BY place").map { row in
                    (try row.text("id"), try row.text("pem"))
                }
            }
            return try rows.map { id, pem in try SigningKey(pem: pem, keyID: id) }
        } catch {
            throw failure(error)
        }
    }

    func add(_ key: SigningKey) async throws(LocalTeamsError) {
        do {
            let (id, pem) = (key.keyID, try key.pem)
            try await database.write { connection in
                try connection.execute("INSERT INTO signing_key (id, pem) VALUES (?, ?)", [.text(id), .text(pem)])
            }
        } catch {
            throw failure(error)
        }
    }

    /// Waits for what was accepted, and closes the file.
    func close() { database.close() }

    private func failure(_ error: any Error) -> LocalTeamsError {
        if let error = error as? LocalTeamsError { return error }
        let message = (error as? StoreError)?.message ?? (error as? TokenError)?.message ?? "\(error)"
        return LocalTeamsError(.badData, "--data \(path): \(message)")
    }
}
