import LockKit
import PostgresServer
import PostgresStore
import SQLCore
import Testing

/// The server that most tests share, each with a database of its own.
enum SharedServer {
    static let server = Result { try PostgresServer() }
    private static let count = Atomic(0)

    /// A new database.
    static func makeDatabase(on server: PostgresServer) async throws -> String {
        let name = "test_\(count.add(1, ordering: .relaxed).newValue)"
        _ = try await withPool(at: server.address("postgres")) { pool in
            try await pool.execute("CREATE DATABASE \(name)")
        }
        return name
    }
}

extension PostgresServer {
    /// The address of a database on the server's socket.
    func address(_ database: String, user: String = "postgres") throws -> PostgresAddress {
        try PostgresAddress("postgres://\(user)@/\(database)?host=\(folder)")
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs where a server is installed, and in CI.
    static var needsServer: Self { .enabled(if: PostgresPrograms.areWanted, "\(PostgresPrograms.absence)") }
}

/// Runs a pool at `address` while `body` runs, and shuts it down in order.
func withPool<Value: Sendable>(
    at address: PostgresAddress, _ configure: (inout PostgresPool.Configuration) -> Void = { _ in },
    _ body: (PostgresPool) async throws -> Value
) async throws -> Value {
    var configuration = PostgresPool.Configuration()
    configure(&configuration)
    let pool = try PostgresPool(address, configuration: configuration)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        let value = try await body(pool)
        pool.beginShutdown()
        try await group.waitForAll()
        return value
    }
}

/// Runs `body` with a pool on a database that nobody else has.
func withDatabase<Value: Sendable>(
    _ configure: (inout PostgresPool.Configuration) -> Void = { _ in }, on server: PostgresServer? = nil,
    _ body: (PostgresPool) async throws -> Value
) async throws -> Value {
    let server = try server ?? SharedServer.server.get()
    let database = try await SharedServer.makeDatabase(on: server)
    return try await withPool(at: server.address(database), configure, body)
}

/// The error that `body` throws.
func failure(_ body: () async throws -> Void) async -> StoreError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? StoreError
    }
}

/// Runs `body` until it returns true: each try asks the server, which answers when it is so far.
func eventually(_ pool: PostgresPool, _ sql: String, is value: SQLValue) async throws {
    while try await pool.query(sql)[0][0] != value {
        try await pool.execute("SELECT pg_sleep(0.005)")  // the server waits, since it cannot tell by itself
    }
}
