import PostgresStore
import SQLCore
import Testing

private struct Refusal: Error {}

@Suite(.needsServer)
struct TransactionTests {
    @Test("It commits when its closure returns, and takes back when that throws")
    func both() async throws {
        try await withDatabase({ $0.maxConnections = 1 }) { pool in
            try await pool.execute("CREATE TABLE rows(id bigint PRIMARY KEY)")
            let count = try await pool.transaction { transaction in
                try await transaction.execute("INSERT INTO rows VALUES (1)")
                return try await transaction.query("SELECT count(*) FROM rows")[0][0]
            }
            #expect(count == 1)
            await #expect(throws: Refusal.self) {
                try await pool.transaction { transaction in
                    try await transaction.execute("INSERT INTO rows VALUES (2)")
                    throw Refusal()
                }
            }
            let error = await failure {
                try await pool.transaction { transaction in
                    _ = try await transaction.pipeline([
                        PostgresStatement("INSERT INTO rows VALUES (3)"),
                        PostgresStatement("INSERT INTO rows VALUES (1)"),
                    ])
                }
            }
            #expect(error?.code == .constraint)
            try await pool.transaction { _ in }
            #expect(try await pool.query("SELECT id FROM rows").map { $0[0] } == [1])
        }
    }

    @Test("An error that the closure swallows is no commit")
    func swallowed() async throws {
        try await withDatabase { pool in
            try await pool.execute("CREATE TABLE rows(id bigint PRIMARY KEY)")
            let error = await failure {
                try await pool.transaction { transaction in
                    try await transaction.execute("INSERT INTO rows VALUES (1)")
                    _ = try? await transaction.execute("INSERT INTO rows VALUES (1)")
                }
            }
            #expect(error?.message.contains("rolled back") == true)
            #expect(try await pool.query("SELECT count(*) FROM rows")[0][0] == 0)
        }
    }

    @Test("It is of no use outside of its closure, and what its statements end by themselves does no harm")
    func escaped() async throws {
        try await withDatabase({ $0.maxConnections = 1 }) { pool in
            let escaped = try await pool.transaction { transaction in
                _ = try await transaction.query("SELECT 1")
                return transaction
            }
            #expect(await failure { _ = try await escaped.query("SELECT 1") }?.code == .closed)
            _ = await failure {
                try await pool.transaction { transaction in
                    try await transaction.execute("COMMIT")
                    try await transaction.execute("BEGIN")
                }
            }
            #expect(try await pool.query("SELECT 1")[0][0] == 1)
        }
    }

    @Test("Two that read and write across each other come out as one after the other")
    func serializable() async throws {
        try await withDatabase { pool in
            try await pool.execute("CREATE TABLE rows(id bigint PRIMARY KEY, value bigint)")
            try await pool.execute("INSERT INTO rows VALUES (1, 0)")
            let options = TransactionOptions(isolation: .serializable, attempts: 100)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<5 {
                            try await pool.transaction(options) { transaction in
                                let value = try await transaction.query("SELECT value FROM rows")[0].integer("value")
                                try await transaction.execute("UPDATE rows SET value = $1", [SQLValue(value + 1)])
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await pool.query("SELECT value FROM rows")[0][0] == 40)
        }
    }

    @Test("Two that wait for each other are both done in the end")
    func deadlock() async throws {
        try await withDatabase { pool in
            try await pool.execute("CREATE TABLE rows(id bigint PRIMARY KEY, value bigint)")
            try await pool.execute("INSERT INTO rows VALUES (1, 0), (2, 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for order in [[1, 2], [2, 1], [1, 2], [2, 1]] {
                    group.addTask {
                        try await pool.transaction(TransactionOptions(attempts: 50)) { transaction in
                            try await transaction.execute("SET LOCAL deadlock_timeout = '10ms'")
                            for id in order {
                                let sql = "UPDATE rows SET value = value + 1 WHERE id = $1"
                                try await transaction.execute(sql, [SQLValue(id)])
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await pool.query("SELECT value FROM rows ORDER BY id").map { $0[0] } == [4, 4])
        }
    }

    @Test("One that may only read is refused a change")
    func readOnly() async throws {
        try await withDatabase { pool in
            try await pool.execute("CREATE TABLE rows(id bigint)")
            let error = await failure {
                try await pool.transaction(TransactionOptions(isReadOnly: true)) { transaction in
                    _ = try await transaction.execute("INSERT INTO rows VALUES (1)")
                }
            }
            #expect(error?.message.contains("25006") == true)
        }
    }
}
