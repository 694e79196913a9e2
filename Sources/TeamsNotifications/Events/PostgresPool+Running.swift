internal import PostgresStore
internal import SQLCore

extension PostgresPool {
    /// Runs `body` with a pool of a few connections, which ends with it.
    /// - Throws: ``EventFeedError`` for what the database refuses.
    static func withPool<Value: Sendable>(
        _ address: PostgresAddress, _ body: (PostgresPool) async throws -> Value
    ) async throws -> Value {
        var configuration = Configuration()
        configuration.maxConnections = 3
        configuration.waiting = .seconds(5)
        configuration.connecting = .seconds(5)
        do {
            let pool = try PostgresPool(address, configuration: configuration)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await pool.run() }
                return try await body(pool)
            }
        } catch let error as StoreError {
            // Most say where; what a statement is refused for does not.
            let isTold = error.message.contains("\(address)")
            throw EventFeedError(isTold ? error.message : "\(address): \(error.message)")
        }
    }
}
