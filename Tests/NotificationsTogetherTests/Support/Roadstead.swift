import Foundation
import HTTPKit
import JSONKit
import LocalTeams
import LockKit
import SQLCore
import ServiceKit
import TeamsApp
import TeamsConnector
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

/// Somebody who lives in an organisation with the bot.
struct Resident: Sendable {
    let number: Int

    var handle: String { "p\(number)" }
    var user: String { "00000000-1111-4222-8333-" + padded(number, 12) }
    var account: AccountID { AccountID(rawValue: "29:p\(number)") }
    var chat: ConversationID { ConversationID(rawValue: "a:p\(number)") }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}

/// A strict Teams with many people, a bot that knows all of them and its notifications: in one process, and on one
/// clock, which moves when nothing is left to run.
final class Roadstead: Sendable {
    static let origin = "http://localhost:3979"
    static let tenant = "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00"

    let virtual: VirtualTime
    let service: TeamsService
    let strait: Strait
    let residents: [Resident]
    /// How many of them, from the first on, have the app, and are known.
    let installed: Int
    let wallClock: WallClock
    private let file: String
    /// How far the bot's wall clock is behind the service's, in seconds.
    private let lag = Lag()
    private let running = Mutex<(notifications: Notifications, task: Task<Void, any Error>)?>(nil)
    private let databases = Mutex<[any SQLDatabase]>([])
    private let gestures = Atomic(0)

    /// Runs `body` beside a Teams with so many people.
    /// - Parameter installed: how many of them have the app; all unless said.
    static func with(
        _ people: Int, installed: Int? = nil, latency: Strait.Latency? = nil,
        _ body: @escaping @Sendable (Roadstead) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "roadstead-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let residents = (0..<people).map(Resident.init)
        let world = folder.appending(path: "world.json")
        try Data(workspace(of: residents, installed: installed ?? people).text().utf8).write(to: world)

        try await VirtualTime.run { virtual in
            let service = try await TeamsService.following(virtual.clock, at: origin, workspace: world.path)
            let strait = Strait(virtual.clock, latency: latency)
            strait.lead { await service.respond(to: $0) }
            let roadstead = Roadstead(
                virtual, service: service, strait: strait, residents: residents, installed: installed ?? people,
                file: folder.appending(path: "teams.db").path)
            virtual.standsStill { roadstead.isBusy }
            virtual.moves { await service.move(to: $0) }
            async let serving: Void = service.run()
            var outcome: Result<Void, any Error> = .success(())
            do {
                try await roadstead.start(isNew: true)
                try await body(roadstead)
            } catch {
                outcome = .failure(error)
            }
            await roadstead.stop()
            service.beginShutdown()
            try await serving
            try outcome.get()
        }
    }

    private init(
        _ virtual: VirtualTime, service: TeamsService, strait: Strait, residents: [Resident], installed: Int,
        file: String
    ) {
        self.virtual = virtual
        self.service = service
        self.strait = strait
        self.residents = residents
        self.installed = installed
        self.file = file
        let lag = lag
        let shown = virtual.clock.wallClock(startingAt: Date(timeIntervalSince1970: 0))
        wallClock = WallClock { shown.now.addingTimeInterval(-lag.seconds.withLock { $0 }) }
    }

    var clock: ManualClock { virtual.clock }

    /// Whether something goes on that does not wait for the clock: in Teams, or in the bot's store.
    private var isBusy: Bool {
        if strait.isBusy || gestures.load(ordering: .acquiring) > 0 { return true }
        return databases.withLock { $0.contains { $0.isBusy } }
    }

    /// Sets the bot's wall clock back, as an operator or a time server does; what measures pauses goes on.
    func setBack(by seconds: Double) { lag.seconds.withLock { $0 += seconds } }

    /// What runs now.
    var notifications: Notifications {
        get throws { try #require(running.withLock { $0?.notifications }) }
    }

    /// The bot comes up on its store.
    private func start(isNew: Bool) async throws {
        var configuration = AppConfiguration(
            credentials: .clientSecret(
                TeamsServiceOptions.developmentClientSecret,
                clientID: AppID(rawValue: TeamsServiceOptions.developmentClientID)))
        try configuration.useLocalTeams(at: Self.origin)
        let app = App(
            configuration, logger: Log(label: "bot", level: .error), transport: strait, clock: clock,
            wallClock: wallClock)
        // The clock does not know of whoever asks for a token: it is there before time passes.
        gestures.wrappingAdd(1, ordering: .acquiringAndReleasing)
        defer { gestures.wrappingSubtract(1, ordering: .acquiringAndReleasing) }
        await app.connector.exchange.awaitToken()
        for tenant in [nil, TenantID(rawValue: Self.tenant)] {
            try await app.connector.graph.checkToken(tenant: tenant)
        }
        let notifications = try await Notifications(
            for: app, store: .sqlite(file), clock: clock, wallClock: wallClock)
        let store = try #require(notifications.store as? SQLNotificationStore)
        databases.withLock { $0.append(store.database) }
        if isNew { try await know(Array(residents.prefix(installed)), through: notifications) }
        let task = Task(executorPreference: virtual) { try await notifications.run() }
        running.withLock { $0 = (notifications, task) }
    }

    /// As after `kill -9`, as far as one process can: what is under way is dropped, and another bot comes up on the
    /// same store.
    func killAndRestart() async throws {
        await drop()
        try await start(isNew: false)
    }

    /// Whoever keeps the store open is gone when this returns.
    private func drop() async {
        let task = running.withLock { running in
            defer { running = nil }
            return running?.task
        }
        task?.cancel()
        _ = await task?.result
        let closing = databases.withLock { databases in
            defer { databases = [] }
            return databases
        }
        for database in closing { database.close() }
    }

    private func stop() async {
        guard let last = running.withLock({ $0 }) else { return }
        last.notifications.beginShutdown()
        _ = await last.task.result
    }

    /// Puts people into the registry, as if they had come one by one.
    private func know(_ residents: [Resident], through notifications: Notifications) async throws {
        let service = self.service.serviceAddress
        for start in stride(from: 0, to: residents.count, by: 5_000) {
            let part = residents[start..<min(start + 5_000, residents.count)]
            try await notifications.store.conversations.upsert(
                part.map { resident in
                    var reference = ConversationReference(
                        resident.chat, type: .personal, tenantId: TenantID(rawValue: Self.tenant), serviceUrl: service)
                    var person = Account(resident.account)
                    person.aadObjectId = resident.user
                    reference.user = person
                    var known = KnownConversation(reference)
                    known.installedAt = Timestamp(Date(timeIntervalSince1970: 0))
                    return known
                })
        }
    }

    // MARK: What tests do and ask

    /// What a person or an admin does.
    @discardableResult
    func gesture(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        gestures.wrappingAdd(1, ordering: .acquiringAndReleasing)
        defer { gestures.wrappingSubtract(1, ordering: .acquiringAndReleasing) }
        return try await service.call(method, path, body)
    }

    /// Lets so much time pass, on the clock.
    func pass(_ duration: Duration) async throws { try await clock.sleep(for: duration) }

    /// The status once nothing of a notification is left to do.
    func end(of id: NotificationID) async throws -> NotificationStatus {
        var last: NotificationStatus?
        for try await status in try notifications.progress(of: id) { last = status }
        return try #require(last)
    }

    /// All of the ledger, in the order of planning.
    func ledger(of id: NotificationID) async throws -> [Delivery] {
        var found: [Delivery] = []
        for try await delivery in try notifications.deliveries(of: id) { found.append(delivery) }
        return found
    }

    /// What became visible to people, by the service's own ledger: conversation and message.
    func visible() async throws -> [(conversation: String, message: String, text: String)] {
        let entries = try await gesture("GET", "ledger").arrayValue ?? []
        return entries.filter { $0["kind"] == "visible" }.map {
            (
                $0["conversation"]?.stringValue ?? "", $0["message"]?.stringValue ?? "", $0["text"]?.stringValue ?? ""
            )
        }
    }

    private static func workspace(of residents: [Resident], installed: Int) -> JSONValue {
        let bot = JSONValue.string(TeamsServiceOptions.developmentClientID)
        return [
            "tenant": ["id": .string(tenant), "name": "Harbor"],
            "users": .array(
                residents.map {
                    [
                        "handle": .string($0.handle), "name": .string("Person \($0.number)"),
                        "id": .string($0.account.rawValue), "aadObjectId": .string($0.user),
                    ]
                }),
            "bots": [
                [
                    "appId": bot, "name": "Bot", "secret": .string(TeamsServiceOptions.developmentClientSecret),
                ]
            ],
            "chats": .array(
                residents.prefix(installed).map {
                    [
                        "id": .string($0.chat.rawValue), "kind": "personal", "members": [.string($0.handle)],
                        "bots": [bot],
                    ]
                }),
            "installations": .array(
                residents.prefix(installed).map {
                    ["id": .string($0.user), "bot": bot, "user": .string($0.handle)]
                }),
        ]
    }
}

/// How far one clock is behind another.
private final class Lag: Sendable {
    let seconds = Mutex(0.0)
}
