import Foundation
import LockKit
import PostgresServer
import PostgresStore
import SQLCore
import Testing

@Suite(.needsServer)
struct RestartTests {
    /// What a program knows of the rows that it wrote.
    private struct Ledger {
        var acknowledged: Set<Int> = []
        var uncertain: Set<Int> = []
        var isOver = false
    }

    @Test("A server that restarts under load loses nothing that it acknowledged, and what is uncertain is named")
    func underLoad() async throws {
        let server = try PostgresServer()
        let ledger = Mutexed(Ledger())
        let (acknowledgements, continuation) = AsyncStream<Int>.makeStream()
        let kept = try await withPool(
            at: server.address("postgres"),
            { configuration in
                configuration.maxConnections = 6
                configuration.waiting = .seconds(60)
            }
        ) { pool in
            try await pool.execute("CREATE TABLE rows(id bigint, pair bigint)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<12 {
                    group.addTask {
                        var number = 0
                        while !ledger.with({ $0.isOver }) {
                            number += 1
                            let id = lane * 1_000_000 + number
                            do {
                                try await Self.write(id, lane, pool)
                                ledger.with { _ = $0.acknowledged.insert(id) }
                                continuation.yield(id)
                            } catch let error as StoreError where error.code == .uncertain {
                                ledger.with { _ = $0.uncertain.insert(id) }
                            } catch let error as StoreError
                                where [.connectionLost, .unreachable].contains(error.code)
                            {
                                continue  // it was certainly not done
                            }
                        }
                    }
                }
                var seen = acknowledgements.makeAsyncIterator()
                for ending in [PostgresServer.Ending.fast, .immediate, .fast, .immediate] {
                    for _ in 0..<60 { _ = await seen.next() }
                    server.stop(ending)
                    try server.start()
                }
                for _ in 0..<200 { _ = await seen.next() }
                ledger.with { $0.isOver = true }
                try await group.waitForAll()
            }
            return try await pool.query("SELECT id FROM rows WHERE pair = 0").map { try $0.integer("id") }
        }
        let (acknowledged, uncertain) = ledger.with { ($0.acknowledged, $0.uncertain) }
        let rows = Set(kept)
        #expect(rows.count == kept.count, "no row is there twice")
        #expect(rows.isSuperset(of: acknowledged), "missing: \(acknowledged.subtracting(rows))")
        #expect(rows.subtracting(acknowledged).isSubset(of: uncertain), "\(rows.subtracting(acknowledged))")
        #expect(acknowledged.isDisjoint(with: uncertain))
    }

    /// One row by itself, or with one more in a transaction.
    private static func write(_ id: Int, _ lane: Int, _ pool: PostgresPool) async throws {
        let insert = "INSERT INTO rows VALUES ($1, $2)"
        guard lane.isMultiple(of: 2) else {
            try await pool.execute(insert, [SQLValue(id), 0])
            return
        }
        try await pool.transaction { transaction in
            try await transaction.execute(insert, [SQLValue(id), 0])
            try await transaction.execute(insert, [SQLValue(id), 1])
        }
    }

    @Test("Connections that the server has closed are found out before they are used")
    func idleOnes() async throws {
        let server = try PostgresServer()
        try await withPool(at: server.address("postgres"), { $0.maxConnections = 4 }) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { _ = try await pool.query("SELECT 1") } }
                try await group.waitForAll()
            }
            server.stop(.fast)
            try server.start()
            for _ in 0..<8 { _ = try await pool.query("SELECT 1") }
        }
    }
}

extension RestartTests {
    @Test("A process of the server that hangs is given up, what it was to do is uncertain, and others do it")
    func hangs() async throws {
        let server = try PostgresServer()
        try await withPool(at: server.address("postgres"), { $0.maxConnections = 1 }) { pool in
            let process = try pid_t(await pool.query("SELECT pg_backend_pid() AS process")[0].integer("process"))
            kill(process, SIGSTOP)
            let error = await failure { _ = try await pool.query("SELECT 1", deadline: .milliseconds(10)) }
            kill(process, SIGCONT)
            #expect(error?.code == .uncertain)
            #expect(error?.message.contains("longer than it may") == true)
            let other = try await pool.query("SELECT pg_backend_pid()")[0][0]
            #expect(other != SQLValue(Int(process)))
        }
    }
}

/// A value that tasks share.
final class Mutexed<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    func with<Result: Sendable>(_ body: (inout Value) -> Result) -> Result { value.withLock { body(&$0) } }
}
