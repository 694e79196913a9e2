import Foundation
import SQLCore
import SQLiteStore
import Testing

/// Writes rows from many tasks, says on the standard output which are durable, and is killed in the middle.
private func writeUntilKilled(_ path: String, after acknowledged: Int) async throws {
    let database = try SQLiteDatabase(path: path, migrations: schema)
    try await withThrowingTaskGroup { group in
        for lane in 0..<20 {
            group.addTask {
                for number in 0..<100_000 {
                    let id = lane * 100_000 + number
                    try await database.write { connection in
                        try connection.execute("INSERT INTO rows(name, value) VALUES (?, 1)", [.text("\(id)")])
                    }
                    let line = "\(id)\n"
                    try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
                    if number == acknowledged && lane == 7 { kill(getpid(), SIGKILL) }
                }
            }
        }
        try await group.waitForAll()
    }
}

@Test(arguments: [0, 3, 17, 60])
func everyAcknowledgedRowSurvivesAKill(after acknowledged: Int) async throws {
    let folder = TemporaryFolder()
    let path = folder.file()
    let ended = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
        [path = path as String, acknowledged = acknowledged as Int] in
        try await writeUntilKilled(path, after: acknowledged)
    }
    let result = try #require(ended)
    // The test library writes lines of its own too; a line cut by the kill has no line feed.
    let output = String(decoding: result.standardOutputContent, as: UTF8.self)
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let durable = lines.compactMap { Int($0) }
    #expect(durable.count > acknowledged)

    let database = try SQLiteDatabase(path: path, migrations: schema)
    defer { database.close() }
    let names = try await database.read { try $0.query("SELECT name FROM rows").compactMap { $0[0].stringValue } }
    let kept = Set(names.compactMap { Int($0) })
    #expect(kept.count == names.count, "no row is there twice")
    #expect(kept.isSuperset(of: durable), "missing: \(Set(durable).subtracting(kept))")
    #expect(kept.count <= durable.count + 20, "at most one row in flight for each task")
    let health = try await database.read { try $0.query("PRAGMA integrity_check")[0][0] }
    #expect(health == "ok")
}
