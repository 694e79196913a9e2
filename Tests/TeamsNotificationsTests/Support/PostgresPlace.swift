import LockKit
import PostgresServer
import PostgresStore
import TeamsNotifications

/// Databases of PostgreSQL that nobody else has, on a server that all tests share.
enum PostgresPlace {
    static let server = Result { try PostgresServer() }
    private static let count = Atomic(0)

    /// The address of a new database.
    static func makeAddress(on server: PostgresServer? = nil) async throws -> String {
        let server = try server ?? Self.server.get()
        let name = "store_\(count.add(1, ordering: .relaxed).newValue)"
        let pool = try PostgresPool(PostgresAddress(address(of: "postgres", on: server)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            try await pool.execute("CREATE DATABASE \(name)")
            pool.beginShutdown()
            try await group.waitForAll()
        }
        return address(of: name, on: server)
    }

    static func address(of database: String, on server: PostgresServer) -> String {
        "postgres://postgres@/\(database)?host=\(server.folder)"
    }

    static func make() async throws -> NotificationStoreLocation { .postgres(try await makeAddress(), connections: 4) }
}
