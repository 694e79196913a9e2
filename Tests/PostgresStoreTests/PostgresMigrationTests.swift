import PostgresStore
import SQLCore
import Testing

private let schema = [
    Migration("rows", "CREATE TABLE rows(id bigint PRIMARY KEY); INSERT INTO rows VALUES (1)"),
    Migration(
        "other/triggers",
        """
        CREATE FUNCTION add_one() RETURNS trigger AS $$ BEGIN NEW.id = NEW.id + 1; RETURN NEW; END; $$ LANGUAGE plpgsql;
        CREATE TRIGGER counts BEFORE INSERT ON rows FOR EACH ROW EXECUTE FUNCTION add_one(); -- a; b
        """),
]
private let newer = schema + [Migration("colours", "ALTER TABLE rows ADD COLUMN colour text DEFAULT 'red'")]

@Suite(.needsServer)
struct PostgresMigrationTests {
    @Test("Five programs that start at once make the schema once")
    func together() async throws {
        try await withDatabase { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        try await withPool(at: pool.address) { other in try await other.migrate(newer) }
                    }
                }
                try await group.waitForAll()
            }
            try await pool.execute("INSERT INTO rows VALUES (5)")
            let rows = try await pool.query("SELECT id, colour FROM rows ORDER BY id").map(\.values)
            #expect(rows == [[1, "red"], [6, "red"]])
            let names = try await pool.query("SELECT name FROM schema_migrations ORDER BY position").map { $0[0] }
            #expect(names == ["rows", "other/triggers", "colours"])
        }
    }

    @Test("A database that is newer, or another program's, is refused by name")
    func foreign() async throws {
        try await withDatabase { pool in
            try await pool.migrate(newer)
            try await pool.migrate(newer)
            let old = await failure { try await pool.migrate(schema) }
            #expect(old?.code == .newerSchema)
            #expect(old?.message.hasPrefix("postgres://") == true)
            let other = await failure { try await pool.migrate([Migration("else", "SELECT 1")]) }
            #expect(other?.code == .foreignSchema)
        }
        try await withDatabase { pool in
            try await pool.execute("CREATE TABLE theirs(id bigint)")
            let error = await failure { try await pool.migrate(schema) }
            #expect(error?.code == .foreignSchema)
        }
    }

    @Test("A step that fails leaves the database as it was")
    func fails() async throws {
        try await withDatabase({ $0.maxConnections = 1 }) { pool in
            try await pool.migrate(schema)
            let bad = Migration("bad", "CREATE TABLE one(x int); CREATE TABLE one(x int)")
            let error = await failure { try await pool.migrate(newer + [bad]) }
            #expect(error?.message.contains("the migration bad failed") == true)
            try await pool.migrate(schema)
            let count = try await pool.query("SELECT count(*) FROM schema_migrations")[0][0]
            #expect(count == 2)
        }
    }
}
