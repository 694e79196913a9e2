import Foundation
import SQLCore
import SQLiteStore
import TeamsApp
import TeamsModels
import Testing

@testable import TeamsNotifications

/// What is the file's own, beyond what every store does.
struct SQLNotificationStoreTests {
    private let folder = StoreFolder()

    private func opened(_ name: String = "notifications.db") throws -> SQLNotificationStore {
        try SQLNotificationStore(path: folder.file(name))
    }

    @Test func aFileOfConversationsBecomesOneOfNotificationsAndStaysBoth() async throws {
        let path = folder.file()
        let known = KnownConversation(
            ConversationReference("a:1", type: .personal, tenantId: "T", serviceUrl: "https://smba.example"))
        do {
            let conversations = try SQLiteConversationStore(path: path)
            try await conversations.upsert(known)
        }
        do {
            let store = try opened()
            #expect(try await store.conversations.conversation("a:1") == known)
            try await store.accepted("n1")
            store.close()
        }
        let conversations = try SQLiteConversationStore(path: path)
        #expect(try await conversations.count() == 1, "what knows only of conversations opens it still")
        #expect(try await opened().notification("n1") != nil)
    }

    @Test func oneProcessHasTheFileAndToolsMayLookBeside() async throws {
        let store = try opened()
        let error = #expect(throws: NotificationStoreError.self) { _ = try opened() }
        #expect(error?.code == .inUse)
        #expect(error?.message.contains(folder.file()) == true && error?.message.contains("\n") == false)
        let tool = try SQLNotificationStore(path: folder.file(), isShared: true)
        try await tool.set("key/a", to: "1")
        #expect(try await store.value("key/a") == "1")
        store.close()
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file())[.posixPermissions] as? Int
        #expect(mode == 0o600, "nobody else reads what is told to whom")
    }

    @Test func aRestartLosesNothing() async throws {
        do {
            let store = try opened()
            try await store.sending("n1", to: ["ann", "bob"])
            let task = try #require(try await store.tasks().first)
            _ = try await store.begin([
                BegunAttempt(place: task.delivery.place, work: .send, version: 1, at: .reference)
            ])
            try await store.record([], pacing: [PacingMemory(scope: "tenant:t", json: "[1]")])
            store.close()
        }
        let store = try opened()
        #expect(try await store.interrupted().map(\.delivery.target.user) == ["ann"])
        #expect(try await store.tasks().map(\.delivery.target.user) == ["bob"])
        #expect(try await store.pacing() == [PacingMemory(scope: "tenant:t", json: "[1]")])
    }

    @Test func aDiskThatIsFullIsToldAndTheNextCallWorks() async throws {
        let store = try opened()
        try await store.sending("n1", to: ["ann"])
        let pages = try await store.database.write { try $0.query("PRAGMA page_count")[0].integer("page_count") }
        _ = try await store.database.write { try $0.query("PRAGMA max_page_count = \(pages)") }
        let long = String(repeating: "x", count: 100_000)
        let error = await #expect(throws: NotificationStoreError.self) { try await store.accepted("n2", long) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("no room") == true, "\(error?.message ?? "")")
        #expect(try await store.notification("n2") == nil, "nothing was accepted")
        #expect(try await store.tasks().count == 1, "nothing was lost")
        _ = try await store.database.write { try $0.query("PRAGMA max_page_count = 1000000") }
        try await store.accepted("n2", long)
        try await store.check()
    }

    @Test(arguments: ["removed", "replaced", "its log removed"])
    func aFileThatWasTakenAwayIsToldAndPutBackItWorks(_ kind: String) async throws {
        let path = folder.file()
        let store = try opened()
        try await store.accepted("n1")
        let taken = kind == "its log removed" ? path + "-wal" : path
        try FileManager.default.moveItem(atPath: taken, toPath: taken + ".away")
        if kind == "replaced" { try Data("else".utf8).write(to: URL(filePath: path)) }
        for _ in 0..<2 {
            let error = await #expect(throws: NotificationStoreError.self) { try await store.accepted("n2") }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains("removed or replaced") == true, "\(error?.message ?? "")")
            await #expect(throws: NotificationStoreError.self) { try await store.check() }
        }
        try? FileManager.default.removeItem(atPath: taken)
        try FileManager.default.moveItem(atPath: taken + ".away", toPath: taken)
        try await store.check()
        #expect(try await store.notification("n2") == nil)
        try await store.accepted("n2")
    }

    @Test func aFileThatAnotherProcessLocksIsToldAndThenWorks() async throws {
        let store = try opened()
        let other = try SQLiteDatabase(
            path: folder.file(), migrations: [Migration("conversations", ""), Migration("what is looked for", "")])
        let (held, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let lock: Void = other.write { connection in
            try connection.execute("DELETE FROM store_check")
            held.signal()
            release.wait()
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                held.wait()
                continuation.resume()
            }
        }
        let error = await #expect(throws: NotificationStoreError.self) { try await store.accepted("n1") }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("another process is writing") == true, "\(error?.message ?? "")")
        release.signal()
        try await lock
        try await store.accepted("n1")
    }

    private static let strange: [(name: String, bytes: String, code: NotificationStoreError.Code)] = [
        ("text.db", String(repeating: "no database ", count: 100), .unusable), ("no/folder.db", "", .unavailable),
    ]

    @Test(arguments: strange.indices) func aFileThatCannotBeUsedIsNamed(_ index: Int) throws {
        let (name, bytes, code) = Self.strange[index]
        try? Data(bytes.utf8).write(to: URL(filePath: folder.file(name)))
        let error = #expect(throws: NotificationStoreError.self) { _ = try opened(name) }
        #expect(error?.code == code)
        #expect(error?.message.contains(folder.file(name)) == true)
    }

    private static let damage: [(sql: String, says: String)] = [
        ("UPDATE notification_request SET json = '{' WHERE number = 1", "what is stored of a notification"),
        (
            "UPDATE notification_request SET json = '{\"audience\":{}}' WHERE number = 1",
            "what is stored of a notification"
        ),
        ("DELETE FROM notification_request WHERE number = 1", "what is stored of the notification n1"),
        ("UPDATE notification SET state = 'odd' WHERE number = 1", "the column state of a row"),
        ("UPDATE notification SET guarantee = 'odd' WHERE number = 1", "the column guarantee of a row"),
    ]

    @Test(arguments: damage.indices) func aDamagedRowIsToldAndStopsNoOther(_ index: Int) async throws {
        let (sql, says) = Self.damage[index]
        let store = try opened()
        try await store.accepted("n1")
        try await store.accepted("n2")
        try await store.database.write { try $0.execute(sql) }
        let error = await #expect(throws: NotificationStoreError.self) { _ = try await store.notification("n1") }
        #expect(error?.code == .unusable)
        #expect(error?.message.contains(says) == true && error?.message.contains("put a copy from before back") == true)
        #expect(try await store.notification("n2") != nil)
    }
}

extension Date {
    static let reference = Date(timeIntervalSince1970: 1_795_000_000)
}

extension SQLNotificationStore {
    /// Accepts a notification that is being planned.
    func accepted(_ id: NotificationID, _ text: String = "The tide turns.") async throws {
        let request = NotificationRequest(to: NotificationAudience(.everyone), NotificationContent(.text(text)))
        let record = NotificationRecord(id: id, request: request, state: .planning, createdAt: .reference)
        _ = try await accept(NewNotification(record: record))
    }

    /// Accepts a notification and plans all of it.
    func sending(_ id: NotificationID, to names: [String], tenant: TenantID = "t", user: Bool = true) async throws {
        try await accepted(id)
        for start in stride(from: 0, to: names.count, by: 5000) {
            let deliveries = names[start..<min(names.count, start + 5000)].map { name in
                NewDelivery(
                    target: DeliveryTarget(
                        conversation: ConversationID(rawValue: "a:\(name)"), tenant: tenant, user: user ? name : nil),
                    dueAt: .reference)
            }
            let isLast = start + 5000 >= names.count
            _ = try await plan(deliveries, of: id) { if isLast { $0.state = .sending } }
        }
    }

    func tasks(limit: Int = 1000) async throws -> [DeliveryTask] {
        try await work(in: "t", at: .reference, holding: [], perNotification: limit, limit: limit)
    }
}
