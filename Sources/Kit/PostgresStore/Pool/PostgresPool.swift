package import SQLCore
package import ServiceKit

/// Connections to a PostgreSQL database, for all tasks of a program.
///
/// ``run()`` makes them, keeps them and makes them anew when the server was away; whoever asks meanwhile waits, in
/// order and for a bounded time. A statement runs as its own transaction on whatever connection is free; what belongs
/// together is a part of a ``pipeline(_:deadline:)``, or a ``transaction(_:_:)``.
///
/// When the connection is lost before the server has said that it has committed, the error has the code `uncertain`: it
/// may have been done or not. Anything else that fails has not been done.
package final class PostgresPool: Service {
    /// How a pool behaves.
    package struct Configuration: Sendable {
        /// How many connections are kept also when nobody uses them.
        package var minConnections = 1
        /// How many there are at the most.
        package var maxConnections = 10
        /// How many may wait for a connection.
        package var maxWaiting = 10_000
        /// How long somebody waits for a connection.
        package var waiting: Duration = .seconds(30)
        /// How long to connect may take.
        package var connecting: Duration = .seconds(10)
        /// How long a connection beyond `minConnections` is kept that nobody uses.
        package var idle: Duration = .seconds(60)
        /// How long a statement, or all of a pipeline, may take, where the call does not say.
        package var deadline: Duration = .seconds(60)
        /// Whether connections keep statements that come again. Off for a PgBouncer that shares connections between
        /// transactions.
        package var preparesStatements = true
        /// How many news wait for the reader of a listener; beyond that they become one gap.
        package var maxNews = 10_000
        /// Where it is written when connections come and go.
        package var log: Log?
        /// Whether nothing is written before the server was reached once: for whoever is told anyway, as it waits for
        /// that.
        package var isQuietUntilReached = false

        package init() {}

        var limits: PoolState.Limits {
            PoolState.Limits(
                min: max(0, min(minConnections, maxConnections)), max: max(1, maxConnections),
                maxWaiting: max(0, maxWaiting), waiting: waiting, idle: idle)
        }
    }

    /// Where the database is.
    package let address: PostgresAddress
    let configuration: Configuration
    let loop: PoolLoop

    /// A pool, which connects once it runs.
    /// - Throws: when the system has no descriptor left.
    package init(_ address: PostgresAddress, configuration: Configuration = Configuration()) throws(StoreError) {
        self.address = address
        self.configuration = configuration
        loop = try PoolLoop(address, configuration)
    }

    /// Keeps the connections until all is over: after ``beginShutdown()`` and once everybody who had asked was served,
    /// or at once when the task is cancelled. May be called once.
    /// - Throws: when the system has no thread left. A server that is away is no reason to end.
    package func run() async throws {
        let result: Result<Void, StoreError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                do throws(StoreError) {
                    try loop.start { continuation.resume(returning: .success(())) }
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        } onCancel: {
            loop.abort()
        }
        try result.get()
    }

    /// Takes no new work from now on. Who waits is served still.
    package func beginShutdown() { loop.beginShutdown() }
}
