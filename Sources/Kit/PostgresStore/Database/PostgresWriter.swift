internal import SQLCore
internal import ServiceKit

/// The one thread of a program that writes: takes what waits, and makes it durable in one transaction.
struct PostgresWriter {
    /// The most bodies in one transaction: bounds how long the first waits for the last.
    private static let maxGroup = 32

    /// The transaction's number comes last: by it the server tells what became of it when the connection is lost.
    private static let beginning = [
        "BEGIN",
        "SET LOCAL idle_in_transaction_session_timeout = '\(PostgresDatabase.patience)s'",
        "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.writers', 0))",
        "SELECT pg_current_xact_id()::text AS \(ResultHandle.transactionNumber)",
    ]

    let pool: PostgresPool
    let queue: WorkQueue
    private let places = PlaceNumbers()

    init(pool: PostgresPool, queue: WorkQueue) {
        self.pool = pool
        self.queue = queue
    }

    func run() {
        while true {
            let group = queue.take(upTo: Self.maxGroup)
            if group.isEmpty { return }
            let failure = TransactionRetry.attempt { () throws(StoreError) in try runOnce(group) }
            for work in group { work.finish(failure) }
        }
    }

    /// Runs the bodies in one transaction. A body that fails keeps its own error, and takes back its own changes.
    /// - Throws: when nothing was done.
    private func runOnce(_ group: [any Work]) throws(StoreError) {
        let session = try PostgresSession(pool.loop, places, beginningWith: Self.beginning)
        guard group.count > 1 else {
            guard try run(group[0], in: session) else { return session.rollback() }
            return try commit(session)
        }
        for work in group {
            try session.execute("SAVEPOINT body", [])
            if try !run(work, in: session) {
                session.rollback(to: "body")
                if let loss = session.loss { throw loss }
            }
            try session.execute("RELEASE body", [])
        }
        try commit(session)
    }

    /// Not inlined: Swift 6.3's optimizer crashes over a connection that is made in one function and lent in another.
    /// - Returns: whether it succeeded.
    @inline(never)
    private func run(_ work: any Work, in session: PostgresSession) throws(StoreError) -> Bool {
        let connection = Connection(session)
        var isGood = work.run(on: connection)
        if isGood {
            do throws(StoreError) { try session.flush() } catch {
                work.fail(error)
                isGood = false
            }
        }
        if let loss = session.loss { throw loss }
        return isGood
    }

    private func commit(_ session: PostgresSession) throws(StoreError) {
        guard try session.commit() else { return }
        guard let number = session.number else { throw StoreError.uncertainCommit }
        // The connection went while it was committed. The server knows what became of it, also after a restart.
        while true {
            let status = PostgresSession.status(of: number, pool.loop, places)
            switch status {
            case .success("committed"): return
            case .success("in progress"): continue
            case .success: throw StoreError(.connectionLost, "the connection was lost before the server had committed")
            case .failure(let error): throw error.asUncertain
            }
        }
    }
}

extension StoreError {
    fileprivate static let uncertainCommit = StoreError(
        .uncertain, "the database may have done it or not: the connection was lost while it was committed")
}

extension PostgresSession {
    /// What became of a transaction: `committed`, `aborted`, `in progress`; empty when the server does not know it.
    static func status(
        of number: String, _ loop: PoolLoop, _ places: PlaceNumbers
    ) -> Result<String, StoreError> {
        do throws(StoreError) {
            let session = try PostgresSession(loop, places, beginningWith: ["BEGIN"])
            defer { session.rollback() }
            let rows = try session.rows(
                "SELECT pg_xact_status(?::xid8), pg_sleep(0.02)", [.text(number)])
            return .success(rows.first?[0].stringValue ?? "")
        } catch {
            return .failure(error)
        }
    }
}
