import JSONKit
import LockKit
import PostgresServer
import PostgresStore
import SQLCore
import ServiceKit
import Testing

@testable import TeamsNotifications

private enum EventServer {
    static let server = Result { try PostgresServer() }
    private static let count = Atomic(0)

    /// The address of a new database.
    static func makeDatabase() async throws -> String {
        let server = try server.get()
        let name = "events_\(count.add(1, ordering: .relaxed).newValue)"
        try await PostgresPool.withPool(PostgresAddress("postgres://postgres@/postgres?host=\(server.folder)")) {
            pool in
            _ = try await pool.execute("CREATE DATABASE \(name)")
        }
        return "postgres://postgres@/\(name)?host=\(server.folder)"
    }
}

/// Counts what passes, and ends when it is enough.
private struct CountingFeed: EventFeed {
    let feed: any EventFeed
    let wanted: Int
    let done = Signal()
    let connected = Signal()
    var isDone: AsyncStream<Void> { done.stream }
    var isConnected: AsyncStream<Void> { connected.stream }
    private let seen = SharedNames()

    init(_ feed: any EventFeed, until wanted: Int) {
        self.feed = feed
        self.wanted = wanted
    }

    func check() async throws -> String { try await feed.check() }
    func read(into sink: any EventSink) async throws { try await feed.read(into: Tap(owner: self, sink: sink)) }

    private final class SharedNames: Sendable {
        let names = Mutex<[String]>([])
    }

    private struct Tap: EventSink {
        let owner: CountingFeed
        let sink: any EventSink
        func noteConnected() {
            sink.noteConnected()
            owner.connected.finish()
        }
        func note(lag: Int) {
            sink.note(lag: lag)
            let count = owner.seen.names.withLock { $0.count }
            if count >= owner.wanted { owner.done.finish() }
        }
        func note(trouble: String?) { sink.note(trouble: trouble) }
        func take(_ events: [SourceEvent]) async throws {
            try await sink.take(events)
            owner.seen.names.withLock { $0 += events.map { $0.position ?? "" } }
            if events.contains(where: { $0.position == nil }) { note(lag: 0) }
        }
    }
}

@Suite(.enabled(if: PostgresPrograms.areWanted, "\(PostgresPrograms.absence)")) struct OutboxTests {
    private func settings(_ url: String) throws -> EventSourceSettings {
        var json = sourceJSON(["outbox": ["url": .string(url), "table": "teams_outbox"]])
        json["postgres"] = nil
        return try sourceSettings(json)
    }

    @Test(.timeLimit(.minutes(1))) func theTableIsMadeAndEmptied() async throws {
        let url = try await EventServer.makeDatabase()
        let town = try SourceTown()
        let feed = CountingFeed(try settings(url).feed(), until: 251)
        #expect(try await feed.check().contains("will be made"))
        let source = try town.source([:], feed)
        try await PostgresPool.withPool(PostgresAddress(url)) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await source.run() }
                for await _ in feed.isConnected {}
                try await pool.execute(
                    """
                    INSERT INTO teams_outbox (event) SELECT jsonb_build_object('id', n) FROM generate_series(1, 250) AS n
                    """)
                try await pool.execute("INSERT INTO teams_outbox (event) VALUES ('\"poison\"')")
                for await _ in feed.isDone {}
                source.beginShutdown()
                try await group.waitForAll()
            }
            #expect(try await pool.query("SELECT count(*) FROM teams_outbox")[0][0] == 0)
        }
        #expect(source.status.accepted == 250)
        #expect(source.status.lag == 0)
        #expect(try await town.rejected().map(\.event) == ["\"poison\""])
        #expect(try await feed.check().contains("can be read"))
    }

    @Test(.timeLimit(.minutes(1))) func aRowThatCommitsLateIsNotPassedOver() async throws {
        let url = try await EventServer.makeDatabase()
        let town = try SourceTown()
        let feed = CountingFeed(try settings(url).feed(), until: 1)
        let source = try town.source([:], feed)
        let late = CountingFeed(try settings(url).feed(), until: 1)
        let second = try town.source([:], late)
        try await PostgresPool.withPool(PostgresAddress(url)) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await source.run() }
                group.addTask { try await second.run() }
                for await _ in feed.isConnected {}
                try await pool.transaction { transaction in
                    try await transaction.execute("INSERT INTO teams_outbox (event) VALUES ('{\"id\":1}')")
                    try await pool.execute("INSERT INTO teams_outbox (event) VALUES ('{\"id\":2}')")
                    // One of the two sources has the row with the higher id before this commits.
                    while source.status.accepted + second.status.accepted < 1 {
                        try await pool.execute("SELECT pg_sleep(0.005)")  // the server waits; a status has no event
                    }
                }
                while source.status.accepted + second.status.accepted < 2 {
                    try await pool.execute("SELECT pg_sleep(0.005)")  // the server waits; a status has no event
                }
                source.beginShutdown()
                second.beginShutdown()
                try await group.waitForAll()
            }
        }
        #expect(town.desk.with { $0.records.count } == 2)
    }

    @Test(.timeLimit(.minutes(1))) func whatIsSaidOnAChannelIsAnEvent() async throws {
        let url = try await EventServer.makeDatabase()
        let town = try SourceTown()
        let origin: JSONValue = ["url": .string(url), "channel": "Tides & more"]
        let feed = CountingFeed(try sourceSettings(sourceJSON(["postgres": origin])).feed(), until: 3)
        #expect(try await feed.check().contains("answers"))
        let source = try town.source([:], feed)
        try await PostgresPool.withPool(PostgresAddress(url)) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await source.run() }
                for await _ in feed.isConnected {}
                for payload in [#"{"id":1}"#, "poison", #"{"id":1}"#] {
                    try await pool.execute("SELECT pg_notify('Tides & more', $1)", [.text(payload)])
                }
                for await _ in feed.isDone {}
                source.beginShutdown()
                try await group.waitForAll()
            }
        }
        #expect(source.status.counts == [1, 1, 0, 1])
    }

    @Test(.timeLimit(.minutes(1))) func aServerThatIsAwayIsToldWithoutThePassword() async throws {
        let url = "postgres://postgres:hunter2@127.0.0.1:\(PostgresServer.freePort())/app"
        let error = await #expect(throws: EventFeedError.self) { try await settings(url).feed().check() }
        #expect(error?.message.contains("127.0.0.1") == true)
        #expect(error?.message.contains("hunter2") == false)
    }
}
