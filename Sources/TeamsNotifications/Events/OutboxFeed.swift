internal import PostgresStore
internal import SQLCore
internal import ServiceKit

/// Reads a table that programs insert events into, in the order of `id`. A row is deleted when something durable has
/// become of it, so that one which commits late is not passed over, however high the ids are that were read before.
/// Several processes may share a table.
struct OutboxFeed: EventFeed {
    private static let batch = 100
    /// More than this is not counted.
    private static let maxLag = 100_000
    /// Inserts wake it; this covers what was not heard, and tables without a trigger.
    private static let poll: Duration = .seconds(1)

    let address: PostgresAddress
    let table: OutboxTable

    func check() async throws -> String {
        try await PostgresPool.withPool(address) { pool in
            let found = try await isThere { try await pool.query($0, $1) }
            return "\(address): \(table.quoted) \(found ? "can be read" : "is not there yet, and will be made")"
        }
    }

    func read(into sink: any EventSink) async throws {
        try await PostgresPool.withPool(address) { pool in
            try await prepare(pool)
            sink.noteConnected()
            let (wakes, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            let news = try pool.news(on: [table.channel])
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask { for await _ in news { bell.yield() } }
                group.addTask {
                    let time = Stopwatch(ContinuousClock())
                    while true {
                        bell.yield()
                        try await time.sleep(for: Self.poll)
                    }
                }
                for await _ in wakes {
                    while try await takeBatch(pool, sink) == Self.batch { try await count(pool, sink) }
                    try await count(pool, sink)
                }
            }
        }
    }

    private func prepare(_ pool: PostgresPool) async throws {
        if try await isThere({ try await pool.query($0, $1) }) { return }
        try await pool.transaction { transaction in
            // Of two that begin at once, the second sees what the first has made.
            _ = try await transaction.query(
                "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [.text(table.quoted)])
            guard try await !isThere({ try await transaction.query($0, $1) }) else { return }
            for statement in table.creation { try await transaction.execute(statement) }
        }
    }

    private func isThere(
        _ query: (String, [SQLValue]) async throws -> [SQLRow]
    ) async throws -> Bool {
        try await query("SELECT to_regclass($1) IS NOT NULL", [.text(table.quoted)]).first?[0].boolValue == true
    }

    private func takeBatch(_ pool: PostgresPool, _ sink: any EventSink) async throws -> Int {
        try await pool.transaction(TransactionOptions(attempts: 1)) { transaction in
            let rows = try await transaction.query(
                """
                SELECT id, event::text FROM \(table.quoted) ORDER BY id LIMIT \(Self.batch) FOR UPDATE SKIP LOCKED
                """)
            guard !rows.isEmpty else { return 0 }
            let ids = rows.map { "\($0[0].intValue ?? 0)" }
            try await sink.take(
                zip(ids, rows).map { id, row in
                    SourceEvent(bytes: row[1].stringValue.map { Array($0.utf8) }, position: "outbox/\(id)")
                })
            try await transaction.execute(
                "DELETE FROM \(table.quoted) WHERE id = ANY ($1::text::bigint[])",
                [.text("{\(ids.joined(separator: ","))}")])
            return rows.count
        }
    }

    private func count(_ pool: PostgresPool, _ sink: any EventSink) async throws {
        let rows = try await pool.query(
            "SELECT count(*) FROM (SELECT 1 FROM \(table.quoted) LIMIT \(Self.maxLag)) AS waiting")
        sink.note(lag: rows.first?[0].intValue ?? 0)
    }
}
