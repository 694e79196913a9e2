import PostgresStore
import SQLCore
import Testing

@Suite(.needsServer)
struct StatementTests {
    private static let values: [(type: String, value: SQLValue)] = [
        ("bigint", .integer(.max)), ("bigint", .integer(.min)), ("int", 7), ("smallint", -1), ("boolean", 1),
        ("double precision", 0.1), ("double precision", .real(.infinity)), ("double precision", -0.0),
        ("double precision", .real(.leastNonzeroMagnitude)), ("double precision", .real(.greatestFiniteMagnitude)),
        ("real", 0.5), ("text", "é 🙂 \u{301} \\ ' \" $1 %"), ("text", ""), ("text", "\u{1}\n\r\t"),
        ("bytea", .blob([])),
        ("bytea", .blob(Array(0...255))), ("numeric", "12345678901234567890.123"), ("jsonb", "{\"a\": [1, null]}"),
        ("uuid", "6f1c2f4e-0000-4000-8000-000000000001"), ("timestamptz", "2026-11-20 09:00:00+00"),
        ("text", .null), ("bytea", .null), ("bigint", .null), ("double precision", .null),
    ]

    @Test("What goes in comes out, of each type")
    func roundTrips() async throws {
        try await withDatabase { pool in
            try await pool.execute("SELECT set_config('TimeZone', 'UTC', false)")
            for (type, value) in Self.values {
                let place = type == "boolean" ? "$1::int::boolean" : "$1::\(type)"
                // The third time the statement is one that the connection keeps.
                for _ in 0..<3 {
                    let back = try await pool.query("SELECT \(place) AS value", [value])[0]["value"]
                    #expect(back == value, "\(type)")
                }
            }
            let nan = try await pool.query("SELECT $1::float8", [.real(.nan)])[0][0]
            #expect(nan.doubleValue?.isNaN == true)
        }
    }

    @Test("Values keep their type where nothing says one")
    func untyped() async throws {
        try await withDatabase { pool in
            let row = try await pool.query("SELECT $1, $2, $3, $4, $5", [1, 2.5, "three", .blob([4]), nil])[0]
            #expect(row.values == [1, 2.5, "three", .blob([4]), .null])
        }
    }

    @Test("Rows have the names and the order of the statement; changes are counted")
    func rows() async throws {
        try await withDatabase { pool in
            try await pool.execute("CREATE TABLE rows(id bigint PRIMARY KEY, name text)")
            let inserted = try await pool.execute("INSERT INTO rows SELECT n, 'n' || n FROM generate_series(1, 10) n")
            #expect(inserted == 10)
            #expect(try await pool.execute("UPDATE rows SET name = $1 WHERE id > $2", ["x", 7]) == 3)
            let rows = try await pool.query("SELECT id, name FROM rows WHERE id >= $1 ORDER BY id LIMIT $2", [7, 2])
            #expect(rows.map(\.columns) == [["id", "name"], ["id", "name"]])
            #expect(rows.map(\.values) == [[7, "n7"], [8, "x"]])
            let query = PagedQuery("SELECT id FROM rows WHERE id > $1 ORDER BY id LIMIT $2", key: "id", pageRows: 4)
            var last: SQLValue? = 0
            var ids: [Int] = []
            while let after = last {
                let page = try await pool.page(of: query, after: after)
                ids += page.compactMap { $0["id"].intValue }
                last = query.next(after: page)
            }
            #expect(ids == Array(1...10))
        }
    }

    @Test("Ten megabytes of bytes, and two of text, go both ways")
    func large() async throws {
        try await withDatabase { pool in
            var bytes = [UInt8](repeating: 0xFE, count: 10_000_000)
            for byte in UInt8.min...UInt8.max { bytes[39_000 * Int(byte)] = byte }
            let back = try await pool.query("SELECT $1::bytea", [.blob(bytes)])[0][0]
            #expect(back == .blob(bytes))
            let text = String(repeating: "é", count: 1_000_000)
            let same = try await pool.query("SELECT $1::text", [.text(text)])[0][0]
            #expect(same == .text(text))
        }
    }

    private static let refused: [(sql: String, values: [SQLValue], code: StoreError.Code)] = [
        ("SELECT $1::text", ["a\0b"], .badValue), ("SELECT 1\0", [], .badValue),
        ("SELECT 1", Array(repeating: 1, count: 70_000), .badValue), ("SELECT $1::int", ["secret-value"], .badValue),
        ("SELEC 1", [], .failed), ("SELECT 1; SELECT 2", [], .failed),
        ("SELECT $1::int", [.integer(.max)], .badValue), ("SELECT 1/$1::int", [0], .badValue),
        ("SELECT * FROM absent", [], .failed), ("SELECT $2::int", [1], .failed),
        ("COPY pg_class TO STDOUT", [], .uncertain),
    ]

    @Test("What cannot be done is an error without values, and the next statement works", arguments: 0..<refused.count)
    func refusals(_ index: Int) async throws {
        let (sql, values, code) = Self.refused[index]
        try await withDatabase({ $0.maxConnections = 1 }) { pool in
            for _ in 0..<3 {
                let error = await failure { _ = try await pool.query(sql, values) }
                #expect(error?.code == code, "\(sql): \(error.map(String.init(describing:)) ?? "none")")
                #expect(error?.message.contains("secret-value") == false)
            }
            let five = try await pool.query("SELECT 5")[0][0]
            #expect(five == 5)
        }
    }

    @Test("A broken rule of the schema is told from other faults, without the row's values")
    func constraints() async throws {
        try await withDatabase { pool in
            try await pool.execute("CREATE TABLE rows(name text PRIMARY KEY)")
            try await pool.execute("INSERT INTO rows VALUES ($1)", ["secret-value"])
            let error = await failure { try await pool.execute("INSERT INTO rows VALUES ($1)", ["secret-value"]) }
            #expect(error?.code == .constraint)
            #expect(error?.message.contains("rows_pkey") == true)
            #expect(error?.message.contains("secret-value") == false)
        }
    }

    @Test("A statement that the connection keeps survives a change of the schema, after one error that says so")
    func changedSchema() async throws {
        try await withDatabase({ $0.maxConnections = 1 }) { pool in
            try await pool.execute("CREATE TABLE rows(id bigint)")
            for _ in 0..<3 { _ = try await pool.query("SELECT * FROM rows") }
            try await pool.execute("ALTER TABLE rows ADD COLUMN name text")
            let error = await failure { _ = try await pool.query("SELECT * FROM rows") }
            #expect(error?.code == .changedSchema)
            for _ in 0..<3 { #expect(try await pool.query("SELECT * FROM rows").isEmpty) }
        }
    }
}
