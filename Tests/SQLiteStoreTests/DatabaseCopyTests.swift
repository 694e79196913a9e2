import Foundation
import SQLCore
import SQLiteStore
import Testing

/// Rows are written two at a time; a copy made meanwhile has them as they were at one moment.
@Test func copyIsOneMomentOfADatabaseThatIsWritten() async throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("live"), migrations: schema, isExclusive: true)
    defer { database.close() }
    func write() async throws {
        try await database.write { connection in
            for _ in 0..<2 { try connection.execute("INSERT INTO rows(value) VALUES (zeroblob(2000))") }
        }
    }
    try await write()
    try await withThrowingTaskGroup { group in
        for _ in 0..<4 {
            group.addTask { for _ in 0..<100 { try await write() } }
        }
        for number in 0..<3 {
            let path = folder.file("copy\(number)")
            #expect(try await SQLiteDatabase.copy(folder.file("live"), to: path) > 0)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode == 0o600)
            let copy = try SQLiteDatabase(path: path, migrations: schema)
            defer { copy.close() }
            let rows = try #require(try await count(copy))
            #expect(rows >= 2 && rows.isMultiple(of: 2))
        }
        try await group.waitForAll()
    }
    #expect(try await count(database) == 802)
}

@Test func copyWritesOverNothingAndLeavesNothingBehind() async throws {
    let folder = TemporaryFolder()
    let live = folder.file("live")
    try SQLiteDatabase(path: live, migrations: schema).close()
    for taken in ["there", "log-wal", "part.part"] {
        try "mine".write(toFile: folder.file(taken), atomically: true, encoding: .utf8)
    }
    try "no database at all, whatever it is called".write(
        toFile: folder.file("text"), atomically: true, encoding: .utf8)
    for (source, target) in [
        (live, "there"), (live, "log"), (live, "part"), (folder.file("nothing"), "a"), (folder.file("text"), "b"),
        (live, "no/folder"),
    ] {
        await #expect(throws: StoreError.self) { try await SQLiteDatabase.copy(source, to: folder.file(target)) }
    }
    for taken in ["there", "log-wal", "part.part"] {
        #expect(try String(contentsOfFile: folder.file(taken), encoding: .utf8) == "mine")
    }
    for none in ["log", "part", "a", "a.part", "b", "b.part", "nothing"] {
        #expect(!FileManager.default.fileExists(atPath: folder.file(none)), "\(none)")
    }
}
