internal import Dispatch
package import SQLCore
package import ServiceKit

/// A database on a PostgreSQL server for programs that give it bodies of reads and writes, as many machines as there
/// are.
///
/// Writes are one at a time, as in SQLite, in whichever program: each transaction takes an advisory lock first, and
/// writes that wait at the same time in one program are one transaction. So no body has to think of others, and none
/// is ever in conflict. A program that stops in the middle of a write is let go of by the server after
/// ``patience`` seconds.
package final class PostgresDatabase: SQLDatabase {
    /// How long the server waits for the next statement of a write, in seconds: nobody else can write meanwhile.
    static let patience = 3

    /// The connections, for what else is asked of the server.
    package let pool: PostgresPool
    private let writes = WorkQueue()
    private let reads = WorkQueue()
    private let tally = WorkTally()
    /// The threads that run bodies, and then the one that has the connections.
    private let threads = DispatchGroup()
    private let loop = DispatchGroup()
    private let readerCount: Int

    /// Connects, and brings the schema up to date.
    ///
    /// - Parameters:
    ///   - address: where the database is.
    ///   - migrations: all steps of the schema, in order; those that the database has seen already are not run again.
    ///   - connections: the most connections, at least 3: one writes, two are for what needs one of its own, the others
    ///     read.
    ///   - log: where it is written when connections come and go.
    /// - Throws: an error that names the address without its password: the server cannot be reached, does not let us
    ///   in, or has tables of something else or of a newer version.
    package init(
        _ address: PostgresAddress, migrations: [Migration], connections: Int = 6, log: Log? = nil
    ) async throws(StoreError) {
        var configuration = PostgresPool.Configuration()
        configuration.maxConnections = max(3, connections)
        configuration.waiting = .seconds(10)
        configuration.log = log
        configuration.isQuietUntilReached = true
        pool = try PostgresPool(address, configuration: configuration)
        readerCount = max(1, configuration.maxConnections - 3)
        loop.enter()
        do throws(StoreError) { try pool.loop.start { [loop] in loop.leave() } } catch {
            loop.leave()
            throw error
        }
        do {
            try await pool.migrate(migrations)
            try startThread { [pool, writes] in PostgresWriter(pool: pool, queue: writes).run() }
            for _ in 0..<readerCount {
                try startThread { [pool, reads] in PostgresReader(pool: pool, queue: reads).run() }
            }
        } catch {
            beginClosing()
            throw error as? StoreError ?? StoreError(.failed, "\(address): \(error)")
        }
    }

    deinit {
        beginClosing()  // waits for nothing: the last reference may go on a thread of the database itself
    }

    package var isBusy: Bool { !tally.isEmpty }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { writes.submit(WorkBody(body, $0, countedIn: tally)) }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { reads.submit(WorkBody(body, $0, countedIn: tally)) }
    }

    package func close() {
        beginClosing()
        threads.wait()
        loop.wait()
    }

    private func beginClosing() {
        writes.close(threads: 1)
        reads.close(threads: readerCount)
        threads.notify(queue: .global()) { [pool] in pool.beginShutdown() }
    }

    /// Starts a thread that counts in `running` until `body` has returned.
    private func startThread(_ body: @escaping @Sendable () -> Void) throws(StoreError) {
        threads.enter()
        do throws(OwnThread.Failure) {
            try OwnThread.start(name: "database") { [threads] in
                body()
                threads.leave()
            }
        } catch {
            threads.leave()
            throw StoreError(.failed, "the system has no thread for the database: \(error)")
        }
    }
}
