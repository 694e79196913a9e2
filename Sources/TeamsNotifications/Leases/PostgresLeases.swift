internal import Foundation
internal import LockKit
internal import PostgresStore
internal import SQLCore
internal import ServiceKit
internal import TeamsModels

/// The leases of a store in PostgreSQL: rows, which are read and written on the server's clock, and in the same
/// transactions as everything else.
final class PostgresLeases: LaneLeases {
    private static let channel = "teams_notifications"
    private static let clock = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"

    let length: Duration = .seconds(10)
    /// This process, for the others and for people.
    let owner: String
    private let database: PostgresDatabase
    private let place: String
    /// The epochs of the leases that were held last; nil before the first were asked for.
    private let epochs = Mutex<[LeaseName: Int64]?>(nil)
    /// Whether the others are to be told something.
    private let hasNews = Mutex(false)

    init(_ database: PostgresDatabase, place: String) {
        self.database = database
        self.place = place
        let unique = String(UInt32.random(in: 0 ... .max), radix: 16)
        owner = "\(ProcessInfo.processInfo.hostName)/\(ProcessInfo.processInfo.processIdentifier)/\(unique)"
    }

    func hold(_ names: Set<LeaseName>) async throws(NotificationStoreError) -> LeaseReport {
        let length = Int64(length / .milliseconds(1))
        let (owner, known) = (owner, epochs.withLock { $0 ?? [:] })
        let decision = try await write { connection in
            let decision = LeaseRules.decide(
                try Self.all(on: connection), wanted: names, owner: owner, known: known,
                now: try connection.query("SELECT \(Self.clock)")[0].number(0), length: length)
            for lease in decision.taken {
                try connection.execute(
                    """
                    INSERT INTO lease VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
                        owner = excluded.owner, epoch = excluded.epoch, deadline = excluded.deadline
                    """,
                    [.text(lease.name.rawValue), .text(owner), .integer(lease.epoch), .integer(lease.deadline)])
            }
            let dialect = connection.dialect
            try connection.execute(
                "UPDATE lease SET deadline = \(Self.clock) + ? WHERE \(dialect.isText("name"))",
                [.integer(length), dialect.list(decision.renewed.map(\.rawValue))])
            try connection.execute(
                "DELETE FROM lease WHERE \(dialect.isText("name"))",
                [dialect.list(decision.gone.map(\.rawValue))])
            return decision
        }
        epochs.withLock { epochs in
            var now = epochs ?? [:]
            for lease in decision.taken { now[lease.name] = lease.epoch }
            epochs = now
        }
        return decision.report
    }

    func release(_ names: Set<LeaseName>) async throws(NotificationStoreError) {
        let owner = owner
        try await write { connection in
            let dialect = connection.dialect
            // The row stays for its epoch, and so that this process finds its own trace when it takes it again.
            try connection.execute(
                "UPDATE lease SET deadline = 0 WHERE owner = ? AND \(dialect.isText("name"))",
                [.text(owner), dialect.list(names.map(\.rawValue))])
        }
        tell()
    }

    func all() async throws(NotificationStoreError) -> [Lease] {
        do {
            return try await database.read { connection in
                let now = try connection.query("SELECT \(Self.clock)")[0].number(0)
                return try Self.all(on: connection).filter { $0.deadline > now }
            }
        } catch {
            throw NotificationStoreError(error, place: place)
        }
    }

    private static func all(on connection: borrowing Connection) throws -> [Lease] {
        try connection.query("SELECT name, owner, epoch, deadline FROM lease").map { row in
            Lease(
                name: LeaseName(rawValue: try row.text(at: 0)), owner: try row.text(at: 1), epoch: try row.number(2),
                deadline: try row.number(3))
        }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws(NotificationStoreError) -> Value {
        do { return try await database.write(body) } catch { throw NotificationStoreError(error, place: place) }
    }

    // MARK: In the transactions of the ledger

    /// Of `names`, those that this process does not hold any more, as the transaction sees it, which no other write
    /// comes between. None before any were asked for: a tool that runs no lanes may write.
    func lost(_ names: Set<LeaseName>, on connection: borrowing Connection) throws(StoreError) -> Set<LeaseName> {
        guard let known = epochs.withLock({ $0 }), !names.isEmpty else { return [] }
        let dialect = connection.dialect
        let rows = try connection.query(
            "SELECT name, epoch FROM lease WHERE owner = ? AND \(dialect.isText("name"))",
            [.text(owner), dialect.list(names.map(\.rawValue))])
        var lost = names
        for row in rows {
            let name = LeaseName(rawValue: try row.text(at: 0))
            if known[name] == (try row.number(1)) { lost.remove(name) }
        }
        return lost
    }

    // MARK: News

    func tell() {
        let isFirst = hasNews.withLock { hasNews in
            defer { hasNews = true }
            return !hasNews
        }
        guard isFirst else { return }
        // Nobody waits for it, and what is lost is found by looking.
        Task { [self] in
            hasNews.withLock { $0 = false }
            _ = try? await database.pool.query(
                "SELECT pg_notify($1, $2)", [.text(Self.channel), .text(owner)], deadline: .seconds(5))
        }
    }

    func news() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let task = Task { [database, owner] in
            if let news = try? database.pool.news(on: [Self.channel]) {
                for await piece in news {
                    if case .notification(let notification) = piece, notification.payload == owner { continue }
                    continuation.yield()  // to the stream, not of the thread
                }
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }
}
