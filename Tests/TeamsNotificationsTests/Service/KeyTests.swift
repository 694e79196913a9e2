import Foundation
import ServiceKit
import Testing

@testable import TeamsNotifications

private let stored = String(repeating: "ab", count: 32)

private let badFiles: [(text: String, line: String)] = [
    ("one key", "line 1"), ("fine-key-0123456789\n\u{7}bell", "line 2"), ("kéy", "line 1"),
    ("a:send:\(stored)\na:read:\(stored)", "line 2"),
]

@Suite struct KeyTests {
    @Test func aFileHasAKeyALine() throws {
        let file = try APIKeyFile(
            text:
                "\u{FEFF}# ours\r\nplain-key-0123456789\r\n\r\n  short \nbuilds:send:\(stored)\nnot:a:digest-but-a-key")
        #expect(file.keys.map(\.name) == ["line-2", "line-4", "builds", "line-6"])
        #expect(file.keys.map(\.scope) == [.admin, .admin, .send, .admin])
        #expect(file.shortLines == [4])
        let ring = APIKeyring(file.keys)
        #expect(ring.key("plain-key-0123456789")?.scope == .admin)
        #expect(ring.key("short")?.name == "line-4")
        #expect(ring.key("builds:send:\(stored)") == nil)
        #expect(ring.key("plain-key-012345678") == nil)
        #expect(ring.key("") == nil)
    }

    @Test(arguments: badFiles) func aBadLineIsNamedAndNotShown(text: String, line: String) {
        let error = #expect(throws: APIKeyFile.Problem.self) { try APIKeyFile(text: text) }
        #expect("\(error!)".contains(line))
        #expect(!"\(error!)".contains("bell") && !"\(error!)".contains("kéy"))
    }

    @Test func aKeyIsToldOnceAndKeptAsADigest() async throws {
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        let book = APIKeyBook(store: store)
        let secret = try await book.add("builds", scope: .send, now: Date(timeIntervalSince1970: 0))
        #expect(secret.hasPrefix("tnk_") && secret.utf8.count == 47)
        let kept = try await store.values(prefix: "")
        #expect(!kept.contains { $0.value.contains(secret) || $0.name.contains(secret) })
        var key = APIKey(
            name: "builds", scope: .send, digest: APIKey.digest(of: secret), createdAt: "1970-01-01T00:00:00.000Z")
        key.ending = String(secret.suffix(4))
        #expect(try await book.keys() == [key])
        await #expect(throws: APIKeyBook.Problem.self) { try await book.add("builds", scope: .read, now: Date()) }
        for name in ["", "a b", "a/b", String(repeating: "x", count: 65)] {
            await #expect(throws: APIKeyBook.Problem.self) { try await book.add(name, scope: .read, now: Date()) }
        }
        try await book.revoke("builds")
        #expect(try await book.keys().isEmpty)
        await #expect(throws: APIKeyBook.Problem.self) { try await book.revoke("builds") }
    }

    @Test func withoutAFileOneKeyIsMadeOnce() async throws {
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        let ring = APIKeyring()
        func watch() -> APIKeyWatch {
            APIKeyWatch(
                ring: ring, book: APIKeyBook(store: store), file: nil, time: Stopwatch(ContinuousClock()),
                logger: Log(label: "test", sink: MemorySink()))
        }
        let made = try #require(try await watch().begin())
        #expect(ring.key(made)?.scope == .admin)
        #expect(try await watch().begin() == nil)
        #expect(ring.key(made)?.scope == .admin)
    }

    /// What is revoked in the store or in the file is refused by the next look, which comes every four seconds.
    @Test func aRevocationHolds() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "keys").path(percentEncoded: false)
        try "file-key-0123456789\n".write(toFile: file, atomically: true, encoding: .utf8)
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        let book = APIKeyBook(store: store)
        let ring = APIKeyring()
        let clock = ManualClock()
        let watch = APIKeyWatch(
            ring: ring, book: book, file: file, time: Stopwatch(clock), logger: Log(label: "test", sink: MemorySink()))
        let secret = try await book.add("builds", scope: .send, now: Date())
        #expect(try await watch.begin() == nil)
        #expect(ring.key(secret) != nil && ring.key("file-key-0123456789") != nil)
        try await book.revoke("builds")
        await watch.refresh()
        #expect(ring.key(secret) == nil && ring.key("file-key-0123456789") != nil)
        // A file that is gone takes no key away by itself, and is told.
        try FileManager.default.removeItem(atPath: file)
        await watch.refresh()
        #expect(ring.key("file-key-0123456789") != nil)
        #expect(watch.currentProblem?.contains(file) == true)
        try "other-key-0123456789\n".write(toFile: file, atomically: true, encoding: .utf8)
        await watch.refresh()
        #expect(ring.key("file-key-0123456789") == nil && ring.key("other-key-0123456789") != nil)
        #expect(watch.currentProblem == nil)
    }

    @Test func anEmptyFileIsNoFileOfKeys() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)")
        try "# none\n".write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        let watch = APIKeyWatch(
            ring: APIKeyring(), book: APIKeyBook(store: store), file: file.path(percentEncoded: false),
            time: Stopwatch(ContinuousClock()), logger: Log(label: "test", sink: MemorySink()))
        await #expect(throws: APIKeyFile.Problem.self) { try await watch.begin() }
    }
}
