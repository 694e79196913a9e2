internal import Foundation
internal import LockKit
package import PostgresStore
internal import SQLCore
internal import SQLiteStore
package import ServiceKit
package import TeamsApp

/// Keeps notifications, their deliveries and the conversations in one database: a file of SQLite, for one process, or
/// PostgreSQL, for as many as there are.
///
/// Writes that wait at the same time become durable together, on a thread of the store's own; what it returned from
/// survives the process and a loss of power. Reads do not wait for writes. Every question is answered by an index.
package final class SQLNotificationStore: NotificationStore {
    /// The path of a store in memory, which ends with the object.
    package static let inMemory = SQLiteDatabase.inMemory

    package let conversations: any ConversationStore
    package var leases: (any LaneLeases)? { sharing }
    let sharing: PostgresLeases?
    let database: any SQLDatabase
    let wallClock: WallClock
    /// What errors call the database: a path, or an address without its password.
    private let place: String
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
    package convenience init(
        path: String, isShared: Bool = false, wallClock: WallClock = .system
    ) throws(NotificationStoreError) {
        if path != Self.inMemory, !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            let database = try SQLiteDatabase(
                path: path, migrations: SQLiteConversationStore.migrations + NotificationSchema.all,
                isExclusive: !isShared)
            self.init(database, place: path, wallClock: wallClock)
        } catch {
            throw NotificationStoreError(error, place: path)
        }
    }

    /// Connects to a database of PostgreSQL, and makes the tables when there are none.
    ///
    /// - Parameters:
    ///   - address: where the database is.
    ///   - connections: the most connections, at least 3.
    ///   - wallClock: says when a notification ended.
    ///   - log: where it is written when connections come and go.
    /// - Throws: ``NotificationStoreError`` that names the address without its password.
    package convenience init(
        _ address: PostgresAddress, connections: Int = 6, wallClock: WallClock = .system, log: Log? = nil
    ) async throws(NotificationStoreError) {
        do throws(StoreError) {
            let database = try await PostgresDatabase(
                address, migrations: PostgresSchema.migrations, connections: connections, log: log)
            self.init(
                database, place: address.description, wallClock: wallClock,
                leases: PostgresLeases(database, place: address.description))
        } catch {
            throw NotificationStoreError(error, place: address.description)
        }
    }

    private init(
        _ database: any SQLDatabase, place: String, wallClock: WallClock, leases: PostgresLeases? = nil
    ) {
        sharing = leases
        self.database = database
        self.place = place
        self.wallClock = wallClock
        conversations = SQLConversationStore(database: database, place: place)
    }

    /// Waits for what was begun, and lets go of the database. Later calls fail.
    package func close() { database.close() }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(NotificationStoreError) -> Value {
        do { return try await database.read(body) } catch { throw NotificationStoreError(error, place: place) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(NotificationStoreError) -> Value {
        do { return try await database.write(body) } catch { throw NotificationStoreError(error, place: place) }
    }

    /// As ``write(_:)``, for a body that runs code of others: their errors pass as they are.
    func writeForOthers<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        do { return try await database.write(body) } catch let error as StoreError {
            throw NotificationStoreError(error, place: place)
        }
    }
}
