import LockKit
import PostgresServer
import PostgresStore
import SQLCore
import Testing

/// Something that happens once, and that tasks wait for.
final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }
    func wait() async { for await _ in stream {} }
}

/// Runs `body` while a transaction has one of the connections.
private func whileHolding<Value: Sendable>(
    _ pool: PostgresPool, _ body: (Gate) async throws -> Value
) async throws -> Value {
    let (held, release) = (Gate(), Gate())
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { held.open() }
            try await pool.transaction { transaction in
                _ = try await transaction.query("SELECT 1")
                held.open()
                await release.wait()
            }
        }
        await held.wait()
        let value = try await body(release)
        release.open()
        try await group.waitForAll()
        return value
    }
}

@Suite(.needsServer)
struct PoolTests {
    @Test("No more connections than may be, however many ask")
    func size() async throws {
        try await withDatabase({ $0.maxConnections = 3 }) { pool in
            let processes = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask { try await pool.query("SELECT pg_backend_pid() AS pid")[0].integer("pid") }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect((1...3).contains(processes.count))
            let sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            let open = try await pool.query(sql)[0][0].intValue
            #expect((1...3).contains(open ?? 0))
        }
    }

    @Test("More than may wait are refused at once, and those that wait are served")
    func tooMany() async throws {
        try await withDatabase({ configuration in
            configuration.maxConnections = 1
            configuration.maxWaiting = 2
        }) { pool in
            let outcomes = try await whileHolding(pool) { release in
                await withTaskGroup(of: StoreError.Code?.self) { group in
                    for _ in 0..<10 {
                        group.addTask { await failure { _ = try await pool.query("SELECT 1") }?.code }
                    }
                    var outcomes: [StoreError.Code?] = []
                    for await outcome in group {
                        outcomes.append(outcome)
                        if outcomes.count == 8 { release.open() }
                    }
                    return outcomes
                }
            }
            #expect(outcomes == Array(repeating: .tooManyWait, count: 8) + [nil, nil])
        }
    }

    @Test("Who waits for too long learns that all are in use")
    func tooLong() async throws {
        try await withDatabase({ configuration in
            configuration.maxConnections = 1
            configuration.waiting = .milliseconds(30)
        }) { pool in
            while await failure({ _ = try await pool.query("SELECT 1") }) != nil {}  // until it is connected
            let error = try await whileHolding(pool) { _ in await failure { _ = try await pool.query("SELECT 1") } }
            #expect(error?.code == .busy)
            #expect(error?.message.contains("all 1 connections to postgres://") == true)
        }
    }

    @Test("Who waits and is cancelled leaves the line")
    func cancelledInLine() async throws {
        try await withDatabase({ $0.maxConnections = 1 }) { pool in
            let codes = try await whileHolding(pool) { _ in
                await withTaskGroup(of: StoreError.Code?.self) { group in
                    for _ in 0..<5 { group.addTask { await failure { _ = try await pool.query("SELECT 1") }?.code } }
                    for _ in 0..<5 { group.addTask { await failure { try await pool.transaction { _ in } }?.code } }
                    group.cancelAll()
                    return await group.reduce(into: []) { $0.append($1) }
                }
            }
            #expect(codes == Array(repeating: .cancelled, count: 10))
            let one = try await pool.query("SELECT 1")[0][0]
            #expect(one == 1)
        }
    }

    @Test("A statement that runs is stopped at the server when its task is cancelled")
    func cancelledAtWork() async throws {
        try await withDatabase({ $0.maxConnections = 2 }) { pool in
            try await pool.execute("CREATE TABLE rows(id bigint)")
            let codes = try await withThrowingTaskGroup(of: StoreError.Code?.self) { group in
                group.addTask {
                    await failure {
                        try await pool.transaction { transaction in
                            try await transaction.execute("INSERT INTO rows VALUES (1)")
                            _ = try await transaction.query("SELECT pg_sleep(600)")
                        }
                    }?.code
                }
                let working =
                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)' AND state = 'active'"
                    + " AND datname = current_database() AND pid <> pg_backend_pid()"
                try await eventually(pool, working, is: 1)
                group.cancelAll()
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes == [.cancelled])
            let count = try await pool.query("SELECT count(*) FROM rows")[0][0]
            #expect(count == 0)
        }
    }

    @Test("A statement that takes too long is stopped at the server, and its connection is of use again")
    func deadline() async throws {
        try await withDatabase({ $0.maxConnections = 1 }) { pool in
            let process = try await pool.query("SELECT pg_backend_pid()")[0][0]
            let error = await failure {
                _ = try await pool.query("SELECT pg_sleep(600)", deadline: .milliseconds(20))
            }
            #expect(error?.code == .deadline)
            let sleep = [PostgresStatement("SELECT pg_sleep(600)")]
            let outcomes = try await pool.pipeline([sleep, sleep, sleep], deadline: .milliseconds(20))
            for outcome in outcomes { #expect(throws: StoreError.self) { try outcome.get() } }
            let same = try await pool.query("SELECT pg_backend_pid()")[0][0]
            #expect(same == process)
        }
    }

    @Test("What is asked for before the pool runs is done when it does; what comes after its end is refused")
    func early() async throws {
        let server = try SharedServer.server.get()
        let pool = try PostgresPool(server.address("postgres"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            async let early = pool.query("SELECT 1")
            group.addTask { try await pool.run() }
            let one = try await early[0][0]
            #expect(one == 1)
            pool.beginShutdown()
            try await group.waitForAll()
        }
        #expect(await failure { _ = try await pool.query("SELECT 1") }?.code == .closed)
        let unused = try PostgresPool(server.address("postgres"))
        unused.beginShutdown()
        #expect(await failure { _ = try await unused.query("SELECT 1") }?.code == .closed)
    }

    @Test("A pool that is cancelled ends at once, with all that was under way, also at the server")
    func aborted() async throws {
        let server = try SharedServer.server.get()
        let pool = try PostgresPool(server.address("postgres"))
        let working =
            "SELECT count(*) FROM pg_stat_activity"
            + " WHERE query LIKE '%AS aborted' AND state = 'active' AND pid <> pg_backend_pid()"
        try await withPool(at: server.address("postgres")) { other in
            let code = try await withThrowingTaskGroup(of: StoreError.Code?.self) { group in
                group.addTask { await failure { _ = try await pool.query("SELECT pg_sleep(600) AS aborted") }?.code }
                try await withThrowingTaskGroup(of: Void.self) { running in
                    running.addTask { try await pool.run() }
                    try await eventually(other, working, is: 1)
                    running.cancelAll()
                    try await running.waitForAll()
                }
                return try await group.next() ?? nil
            }
            #expect(code == .uncertain)
            try await eventually(other, working, is: 0)
        }
    }
}
