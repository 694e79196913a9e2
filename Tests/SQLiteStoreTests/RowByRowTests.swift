import Foundation
import SQLCore
import SQLiteStore
import Testing

private struct Failure: Error {}

/// Numbers from 1, each with half a kilobyte of text, that are stored nowhere.
private func numbers(upTo count: Int) -> String {
    """
    WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < \(count))
    SELECT i, printf('%0500d', i) AS text FROM number
    """
}

private func filled(_ count: Int) async throws -> SQLiteDatabase {
    let database = try SQLiteDatabase(path: SQLiteDatabase.inMemory, migrations: schema)
    try await database.write { connection in
        for id in 1...count {
            try connection.execute("INSERT INTO rows(id, name) VALUES (?, ?)", [SQLValue(id), .text("\(id)")])
        }
    }
    return database
}

@Test func rowsComeOneByOneUntilToldToStop() async throws {
    let database = try await filled(10)
    defer { database.close() }
    let seen = try await database.read { connection in
        var seen: [Int] = []
        try connection.forEachRow("SELECT id FROM rows WHERE id > ? ORDER BY id", [2]) { row in
            seen.append(try row.integer("id"))
            return seen.count == 4 ? .stop : .next
        }
        return seen
    }
    #expect(seen == [3, 4, 5, 6])
    #expect(try await count(database) == 10)
}

@Test func aBodyThatThrowsEndsTheReading() async throws {
    let database = try await filled(3)
    defer { database.close() }
    await #expect(throws: Failure.self) {
        try await database.write { connection in
            try connection.execute("DELETE FROM rows WHERE id = 3")
            try connection.forEachRow("SELECT id FROM rows") { _ in throw Failure() }
        }
    }
    #expect(try await count(database) == 3)
    await #expect(throws: StoreError.self) {
        try await database.read { try $0.forEachRow("SELECT ?") { _ in .next } }
    }
}

/// The same statement, and more statements than are kept, while one of them is at work.
@Test func aBodyMayUseTheConnection() async throws {
    let database = try await filled(300)
    defer { database.close() }
    let sum = try await database.write { connection in
        let sql = "SELECT id FROM rows ORDER BY id"
        var sum = 0
        try connection.forEachRow(sql) { row in
            let id = try row.integer("id")
            sum += try connection.query(sql)[id - 1].integer("id")
            sum += try connection.query("SELECT \(id) AS id")[0].integer("id")
            return .next
        }
        return sum
    }
    #expect(sum == 300 * 301)
}

@Test(arguments: [1, 3, 10, 11, 100])
func pagesHoldEveryRowOnce(pageRows: Int) async throws {
    let database = try await filled(10)
    defer { database.close() }
    let query = PagedQuery(
        "SELECT id, name FROM rows WHERE id <> ? AND id > ? ORDER BY id LIMIT ?", [5], key: "id", pageRows: pageRows)
    var ids: [Int] = []
    for try await page in database.pages(of: query) {
        #expect(page.count <= pageRows && !page.isEmpty)
        ids += try page.map { row throws(StoreError) in try row.integer("id") }
    }
    #expect(ids == [1, 2, 3, 4, 6, 7, 8, 9, 10])
    var late: [Int] = []
    for try await page in database.pages(of: query, after: 8) { late += page.compactMap { $0["id"].intValue } }
    #expect(late == [9, 10])
}

@Test func aRowThatIsWrittenMeanwhileComesWithALaterPage() async throws {
    let database = try await filled(4)
    defer { database.close() }
    let query = PagedQuery("SELECT id FROM rows WHERE id > ? ORDER BY id LIMIT ?", key: "id", pageRows: 2)
    var ids: [Int] = []
    for try await page in database.pages(of: query) {
        ids += page.compactMap { $0["id"].intValue }
        if ids.count == 2 { try await database.write { try $0.execute("INSERT INTO rows(id) VALUES (7)") } }
    }
    #expect(ids == [1, 2, 3, 4, 7])
}

/// 200,000 rows hold 100 MB of text.
@Test func rowByRowTakesTheMemoryOfARow() async {
    await #expect(processExitsWith: .success) {
        let database = try SQLiteDatabase(path: SQLiteDatabase.inMemory, migrations: schema)
        let grown = try await database.read { connection in
            var bytes = 0
            var before = 0
            var most = 0
            try connection.forEachRow(numbers(upTo: 200_000)) { row in
                let number = try row.integer("i")
                bytes += try row.text("text").utf8.count
                if number == 1_000 { before = residentBytes() }
                if number % 10_000 == 0 { most = max(most, residentBytes()) }
                return .next
            }
            #expect(bytes == 100_000_000)
            return most - before
        }
        #expect(grown < 8 << 20, "\(grown >> 20) MiB more")
        database.close()
    }
}

private func residentBytes() -> Int {
    let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return (statm?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
}
