import PostgresStore
import SQLCore
import Testing

@Suite(.needsServer)
struct PipelineTests {
    private func insert(_ id: Int) -> PostgresStatement {
        PostgresStatement("INSERT INTO rows VALUES ($1)", [SQLValue(id)])
    }

    @Test("An error takes back its own part, and no other", arguments: [true, false])
    func parts(prepares: Bool) async throws {
        try await withDatabase({ $0.preparesStatements = prepares }) { pool in
            try await pool.execute("CREATE TABLE rows(id bigint PRIMARY KEY)")
            for base in [0, 100, 200] {
                let outcomes = try await pool.pipeline([
                    [insert(base + 1), insert(base + 2)], [insert(base + 3), insert(base + 1), insert(base + 4)],
                    [PostgresStatement("SELEC")], [], [insert(base + 5), insert(base + 6), insert(base + 7)],
                ])
                let codes = outcomes.map { outcome -> StoreError.Code? in
                    if case .failure(let error) = outcome { error.code } else { nil }
                }
                #expect(codes == [nil, .constraint, .failed, nil, nil])
                let counts = outcomes.map { (try? $0.get().count) ?? -1 }
                #expect(counts == [2, -1, -1, 0, 3])
            }
            let ids = try await pool.query("SELECT id FROM rows ORDER BY id").compactMap { $0[0].intValue }
            #expect(ids == [0, 100, 200].flatMap { base in [1, 2, 5, 6, 7].map { base + $0 } })
        }
    }

    @Test("What fails when it is committed fails its part")
    func deferred() async throws {
        try await withDatabase { pool in
            try await pool.execute("CREATE TABLE rows(id bigint UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            let outcomes = try await pool.pipeline([[insert(1)], [insert(2), insert(2)], [insert(3)]])
            #expect((try? outcomes[0].get()) != nil)
            #expect(throws: StoreError.self) { try outcomes[1].get() }
            #expect((try? outcomes[2].get()) != nil)
            #expect(try await pool.query("SELECT count(*) FROM rows")[0][0] == 2)
        }
    }

    @Test("Thousands of statements are one call, with answers larger than any buffer")
    func many() async throws {
        try await withDatabase({ $0.maxConnections = 1 }) { pool in
            let parts = (0..<2000).map { number in
                [PostgresStatement("SELECT $1::bigint, repeat('x', 5000)", [SQLValue(number)])]
            }
            let outcomes = try await pool.pipeline(parts)
            #expect(try outcomes.map { try $0.get()[0].rows[0][0].intValue } == (0..<2000).map { $0 })
        }
    }
}
