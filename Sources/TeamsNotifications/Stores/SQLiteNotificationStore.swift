internal import Foundation
internal import LockKit
internal import SQLCore
internal import SQLiteStore
package import ServiceKit
package import TeamsApp

/// Keeps notifications, their deliveries and the conversations in one SQLite file, for one process.
///
/// Writes that wait at the same time become durable together, on a thread of the store's own; what it returned from
/// survives the process and a loss of power. Reads do not wait for writes. Every question is answered by an index.
package final class SQLiteNotificationStore: NotificationStore {
    /// The path of a store in memory, which ends with the object.
    package static let inMemory = SQLiteDatabase.inMemory

    package let conversations: any ConversationStore
    let database: SQLiteDatabase
    let wallClock: WallClock
    private let path: String
    /// Whether rows may be left that do not have what their notification says: after a start, or a failure.
    let isUnsettled = Mutex(true)

    /// Opens the file, and makes it when there is none: readable by its owner alone.
    ///
    /// - Parameters:
    ///   - path: the file, or ``inMemory``.
    ///   - isShared: whether another process may have the file at the same time. Whoever runs notifications has it for
    ///     itself; tools for keys, imports and checks open it shared, beside that one.
    ///   - wallClock: says when a notification ended.
    /// - Throws: ``NotificationStoreError`` that names the path: ``NotificationStoreError/Code/inUse`` when another
    ///   process has it for itself.
    package init(
        path: String, isShared: Bool = false, wallClock: WallClock = .system
    ) throws(NotificationStoreError) {
        if path != Self.inMemory, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            database = try SQLiteDatabase(
                path: path, migrations: SQLiteConversationStore.migrations + NotificationSchema.migrations,
                isExclusive: !isShared)
        } catch {
            throw NotificationStoreError(error, path: path)
        }
        self.path = path
        self.wallClock = wallClock
        conversations = SQLiteConversationStore(database: database, path: path)
    }

    /// Waits for what was begun, and closes the file. Later calls fail.
    package func close() { database.close() }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(NotificationStoreError) -> Value {
        do { return try await database.read(body) } catch { throw NotificationStoreError(error, path: path) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(NotificationStoreError) -> Value {
        do { return try await database.write(body) } catch { throw NotificationStoreError(error, path: path) }
    }

    /// As ``write(_:)``, for a body that runs code of others: their errors pass as they are.
    func writeForOthers<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        do { return try await database.write(body) } catch let error as StoreError {
            throw NotificationStoreError(error, path: path)
        }
    }
}
