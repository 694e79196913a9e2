import Foundation
import SQLCore
import SQLiteStore
import Testing

private let newer =
    schema + [Migration("colours", "ALTER TABLE rows ADD COLUMN colour TEXT; UPDATE rows SET colour = 'red'")]

private func failure(_ path: String, _ migrations: [Migration] = schema) -> StoreError? {
    do throws(StoreError) {
        try SQLiteDatabase(path: path, migrations: migrations).close()
        return nil
    } catch {
        #expect(error.code == .failed || error.message.hasPrefix(path), "the error names the path")
        return error
    }
}

@Test func migrationsRunOnce() async throws {
    let folder = TemporaryFolder()
    let old = try SQLiteDatabase(path: folder.file(), migrations: schema)
    try await old.write { try $0.execute("INSERT INTO rows(id) VALUES (1)") }
    old.close()
    for _ in 0..<2 {
        let database = try SQLiteDatabase(path: folder.file(), migrations: newer)
        #expect(try await database.read { try $0.query("SELECT colour FROM rows")[0]["colour"] } == "red")
        database.close()
    }
    #expect(failure(folder.file())?.code == .newerSchema)
    #expect(failure(folder.file(), [Migration("other", "SELECT 1"), newer[1]])?.code == .foreignSchema)
}

@Test func migrationThatFailsLeavesTheFileAsItWas() async throws {
    let folder = TemporaryFolder()
    try SQLiteDatabase(path: folder.file(), migrations: schema).close()
    let bad = newer + [Migration("bad", "CREATE TABLE one(x); CREATE TABLE one(x)")]
    let error = failure(folder.file(), bad)
    #expect(error?.message.contains("the migration bad failed") == true)
    #expect(failure(folder.file()) == nil, "not even the good one is there")
}

@Test func databaseRefusesOtherFiles() throws {
    let folder = TemporaryFolder()
    write(String(repeating: "no database\n", count: 1000), to: folder.file("text"))
    #expect(failure(folder.file("text"))?.code == .notADatabase)
    write("", to: folder.file("empty"))
    #expect(failure(folder.file("empty")) == nil)
    #expect(failure(folder.path)?.code == .cannotOpen)
    #expect(failure(folder.file("absent/store.db"))?.code == .cannotOpen)
    #expect(failure("/proc/store.db")?.code == .cannotOpen)
}

@Test func databaseRefusesWhatAnotherProgramMade() async throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file(), migrations: schema)
    try await database.write { try $0.execute("DROP TABLE schema_migrations") }
    database.close()
    #expect(failure(folder.file())?.code == .foreignSchema)
}

@Test func databaseCutInTheMiddleIsNotTrusted() async throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file(), migrations: schema)
    try await database.write { connection in
        for id in 0..<1000 {
            try connection.execute(
                "INSERT INTO rows VALUES (?, ?, randomblob(100))", [SQLValue(id), .text("\(id)")])
        }
    }
    database.close()
    #expect(truncate(folder.file(), 5000) == 0)
    let error = failure(folder.file())
    #expect(error?.code == .notADatabase || error == nil)
}
