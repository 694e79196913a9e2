import SQLCore
import SQLiteStore
import Testing

let schema = [Migration("rows", "CREATE TABLE rows(id INTEGER PRIMARY KEY, name TEXT UNIQUE, value)")]

private struct Failure: Error {}

func count(_ database: SQLiteDatabase) async throws -> Int? {
    try await database.read { try $0.query("SELECT count(*) FROM rows")[0][0].intValue }
}

@Test(arguments: [false, true])
func databaseKeepsValuesOfEveryKind(isInMemory: Bool) async throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase(
        path: isInMemory ? SQLiteDatabase.inMemory : folder.file(), migrations: schema)
    defer { database.close() }
    let values: [SQLValue] = [
        nil, 0, 1.5, "", "Zoë\u{0}👩‍👩‍👧", .integer(.max), .integer(.min), .blob([]), .blob([0, 255]), true,
        .text(String(repeating: "x", count: 100_000)),
    ]
    for (id, value) in values.enumerated() {
        let key = try await database.write { connection in
            let count = try connection.change("INSERT INTO rows(id, value) VALUES (?, ?)", [SQLValue(id), value])
            #expect(count == 1)
            return try connection.query("SELECT MAX(id) FROM rows")[0][0].intValue
        }
        #expect(key == id)
    }
    let rows = try await database.read { try $0.query("SELECT value, id FROM rows ORDER BY id") }
    #expect(rows.map { $0["value"] } == values)
    #expect(rows.map { $0[1].intValue } == Array(values.indices))
    #expect(rows[0].columns == ["value", "id"])
}

@Test func databaseTakesBackWhatABodyThatFailsDid() async throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file(), migrations: schema)
    defer { database.close() }
    try await withThrowingTaskGroup { group in
        for id in 0..<500 {
            group.addTask {
                let write = { @Sendable in
                    try await database.write { connection in
                        try connection.execute("INSERT INTO rows(id) VALUES (?)", [SQLValue(id)])
                        if id % 3 == 0 { throw Failure() }
                        if id % 3 == 1 { try connection.execute("INSERT INTO rows(id) VALUES (?)", [SQLValue(id)]) }
                    }
                }
                switch id % 3 {
                case 0: await #expect(throws: Failure.self) { try await write() }
                case 1: await #expect { try await write() } throws: { ($0 as? StoreError)?.code == .constraint }
                default: try await write()
                }
            }
        }
        try await group.waitForAll()
    }
    let ids = try await database.read { try $0.query("SELECT id FROM rows ORDER BY id").compactMap { $0[0].intValue } }
    #expect(ids == (0..<500).filter { $0 % 3 == 2 })
}

@Test func databaseSurvivesABodyThatEndsTheTransaction() async throws {
    let database = try SQLiteDatabase(path: SQLiteDatabase.inMemory, migrations: schema)
    defer { database.close() }
    await #expect(throws: StoreError.self) { try await database.write { try $0.execute("ROLLBACK") } }
    try await database.write { try $0.execute("INSERT INTO rows(id) VALUES (1)") }
    #expect(try await count(database) == 1)
}

@Test(arguments: [false, true])
func databaseReadsDoNotChangeIt(isInMemory: Bool) async throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase(path: isInMemory ? ":memory:" : folder.file(), migrations: schema)
    defer { database.close() }
    await #expect(throws: StoreError.self) { try await database.read { try $0.execute("DELETE FROM rows") } }
    try await database.write { try $0.execute("INSERT INTO rows(id) VALUES (1)") }
    #expect(try await count(database) == 1)
}

private let refused: [(sql: String, values: [SQLValue])] = [
    ("SELEC 1", []), ("SELECT 1; SELECT 2", []), ("", []), ("-- nothing", []), ("SELECT ?", []), ("SELECT 1", [1]),
    ("SELECT * FROM absent", []),
]

@Test(arguments: refused)
func databaseRefusesBadStatements(sql: String, values: [SQLValue]) async throws {
    let database = try SQLiteDatabase(path: SQLiteDatabase.inMemory, migrations: schema)
    defer { database.close() }
    await #expect { try await database.read { try $0.query(sql, values) } } throws: {
        ($0 as? StoreError)?.code == .failed
    }
    #expect(try await database.read { try $0.query("SELECT 1 ; ")[0][0] } == 1)
}

@Test func databaseWaitsForAcceptedWrites() async throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file(), migrations: schema)
    let writes = (0..<200).map { id in
        Task { try await database.write { try $0.execute("INSERT INTO rows(id) VALUES (?)", [SQLValue(id)]) } }
    }
    try await writes[0].value
    database.close()
    database.close()
    var kept = 0
    for write in writes {
        switch await write.result {
        case .success: kept += 1
        case .failure(let error): #expect((error as? StoreError)?.code == .closed)
        }
    }
    await #expect { try await count(database) } throws: { ($0 as? StoreError)?.code == .closed }
    let again = try SQLiteDatabase(path: folder.file(), migrations: schema)
    defer { again.close() }
    #expect(try await count(again) == kept)
}

@Test func databaseIsSharedSafelyUnlessExclusive() async throws {
    let folder = TemporaryFolder()
    let databases = try (0..<3).map { _ in try SQLiteDatabase(path: folder.file(), migrations: schema) }
    try await withThrowingTaskGroup { group in
        for id in 0..<300 {
            group.addTask {
                try await databases[id % 3].write {
                    try $0.execute("INSERT INTO rows(id) VALUES (?)", [SQLValue(id)])
                }
            }
        }
        try await group.waitForAll()
    }
    #expect(try await count(databases[0]) == 300)
    for database in databases { database.close() }
}

@Test func databaseIsExclusiveWhenAsked() throws {
    let folder = TemporaryFolder()
    let first = try SQLiteDatabase(path: folder.file(), migrations: schema, isExclusive: true)
    #expect { try SQLiteDatabase(path: folder.file(), migrations: schema, isExclusive: true) } throws: { error in
        guard let error = error as? StoreError else { return false }
        return error.code == .inUse && error.message.contains(folder.file())
    }
    first.close()
    try SQLiteDatabase(path: folder.file(), migrations: schema, isExclusive: true).close()
}
