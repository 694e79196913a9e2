import Foundation
import SQLCore
import SQLiteStore
import Testing

private func insert(_ name: String, into database: SQLiteDatabase) async throws {
    let text = String(repeating: "x", count: 4000)
    try await database.write { connection in
        try connection.execute("INSERT INTO rows(name, value) VALUES (?, ?)", [.text(name), .text(text)])
    }
}

private func names(in path: String) async throws -> [String] {
    let database = try SQLiteDatabase(path: path, migrations: schema)
    defer { database.close() }
    let health = try await database.read { try $0.query("PRAGMA integrity_check")[0][0].stringValue }
    #expect(health == "ok")
    return try await database.read {
        try $0.query("SELECT name FROM rows ORDER BY rowid").compactMap { $0[0].stringValue }
    }
}

@Test func fullDatabaseSaysSoAndKeepsWhatItHas() async throws {
    let folder = TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file(), migrations: schema)
    try await database.write { _ = try $0.query("PRAGMA max_page_count = 40") }
    var acknowledged: [String] = []
    let error = await #expect(throws: StoreError.self) {
        for number in 0..<1000 {
            try await insert("\(number)", into: database)
            acknowledged.append("\(number)")
        }
    }
    #expect(error?.code == .full)
    #expect(error?.message.contains("no room") == true)
    try await database.write { _ = try $0.query("PRAGMA max_page_count = 4000") }
    try await insert("later", into: database)
    database.close()
    #expect(!acknowledged.isEmpty)
    #expect(try await names(in: folder.file()) == acknowledged + ["later"])
}

/// Lets this process write no file longer than so many bytes, or gives it back what it may at the most.
private func limitFileSize(_ bytes: rlim_t?) {
    #if os(Linux)
        let size = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
        let size = RLIMIT_FSIZE
    #endif
    var limit = rlimit()
    getrlimit(size, &limit)
    limit.rlim_cur = bytes ?? limit.rlim_max
    setrlimit(size, &limit)
}

@Test func diskThatTakesNoMoreLosesNothing() async {
    await #expect(processExitsWith: .success) {
        let folder = TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file(), migrations: schema)
        signal(SIGXFSZ, SIG_IGN)
        limitFileSize(400_000)
        var acknowledged: [String] = []
        let error = await #expect(throws: StoreError.self) {
            for number in 0..<1000 {
                try await insert("\(number)", into: database)
                acknowledged.append("\(number)")
            }
        }
        #expect(error?.message.contains("store.db") == true)
        limitFileSize(nil)
        try await insert("later", into: database)
        database.close()
        #expect(!acknowledged.isEmpty)
        #expect(try await names(in: folder.file()) == acknowledged + ["later"])
    }
}

@Test func fileThatMayNotBeWrittenIsRefusedByName() async {
    await #expect(processExitsWith: .success) {
        let folder = TemporaryFolder()
        try SQLiteDatabase(path: folder.file(), migrations: schema).close()
        chmod(folder.file(), 0o444)
        chmod(folder.path, 0o555)
        if getuid() == 0 { seteuid(65_534) }  // the superuser may write anything
        let error = #expect(throws: StoreError.self) { try SQLiteDatabase(path: folder.file(), migrations: schema) }
        if getuid() == 0 { seteuid(0) }
        chmod(folder.path, 0o755)
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains(folder.file()) == true)
    }
}
