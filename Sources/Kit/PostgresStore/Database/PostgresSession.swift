internal import Dispatch
internal import SQLCore

/// One transaction, for a thread that waits for its answers.
///
/// Statements that bring nothing are kept back, and go in one round trip with the next that does.
final class PostgresSession: SQLHandle {
    /// The most statements that are kept back.
    private static let most = 256

    private let loop: PoolLoop
    private let lease: Job.Lease
    private let places: PlaceNumbers
    private var waiting: [PostgresStatement]
    /// The number by which the server knows a transaction that writes.
    private(set) var number: String?
    /// Why the connection is of no use any more.
    private(set) var loss: StoreError?

    var dialect: SQLDialect { .postgres }

    /// Takes a connection, and begins with `statements` once there is something to do. The last of them tells the
    /// number of the transaction, if it tells something.
    init(_ loop: PoolLoop, _ places: PlaceNumbers, beginningWith statements: [String]) throws(StoreError) {
        self.loop = loop
        self.places = places
        waiting = statements.map { PostgresStatement($0) }
        switch loop.performBlocking(Job(.lease, limit: nil)) {
        case .lease(let taken): lease = taken
        case .refused(let error): throw error
        case .parts: preconditionFailure("who wanted a connection got answers")
        }
    }

    deinit { loop.post(.giveBack(lease)) }

    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) {
        let statement = PostgresStatement(places.numbered(sql), values)
        try statement.check()
        waiting.append(statement)
        if waiting.count >= Self.most { try flush() }
    }

    func rows(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try answer(sql, values).rows
    }

    func change(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try answer(sql, values).changes
    }

    func forEachRow(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> RowStep) throws {
        for row in try rows(sql, values) {
            guard try body(row) == .next else { return }
        }
    }

    /// Sends what is kept back, and waits for it.
    func flush() throws(StoreError) {
        if !waiting.isEmpty { _ = try send() }
    }

    private func answer(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> PostgresResult {
        let statement = PostgresStatement(places.numbered(sql), values)
        try statement.check()
        waiting.append(statement)
        guard let answer = try send().last else { throw StoreError(.failed, "the server gave no answer") }
        return answer.decoded()
    }

    private func send() throws(StoreError) -> [ResultHandle] {
        if let loss { throw loss }
        let part = waiting
        waiting = []
        switch outcome(of: part) {
        case .success(.done(let answers)):
            if number == nil, let first = answers.last(where: { $0.hasTransactionNumber }) {
                number = first.decoded().rows.first?[0].stringValue
            }
            return answers
        case .success(.failed(let error)): throw error
        case .success(.lost(let error)): throw lost(error.asLost)
        case .failure(let error): throw lost(error)
        }
    }

    /// Makes what was done last.
    /// - Returns: whether the connection was lost before the server had said so; else it is done.
    func commit() throws(StoreError) -> Bool {
        if let loss { throw loss }
        let part = waiting + [PostgresStatement("COMMIT")]
        waiting = []
        switch outcome(of: part) {
        case .success(.done(let answers)):
            guard answers.last?.tag == "COMMIT" else {
                throw StoreError(.failed, "the transaction was rolled back, since one of its statements had failed")
            }
            return false
        case .success(.failed(let error)): throw error
        case .success(.lost(let error)):
            loss = error.asUncertain
            return true
        case .failure(let error): throw lost(error)
        }
    }

    /// Takes back what was done since `savepoint`, or all of it. The connection is of no use when that fails.
    func rollback(to savepoint: String? = nil) {
        waiting = []
        guard loss == nil else { return }
        let back = savepoint.map { "ROLLBACK TO \($0)" } ?? "ROLLBACK"
        switch outcome(of: [PostgresStatement(back)]) {
        case .success(.done): break
        case .success(.failed(let error)), .success(.lost(let error)), .failure(let error): loss = error.asLost
        }
    }

    private func lost(_ error: StoreError) -> StoreError {
        loss = error
        return error
    }

    private func outcome(of part: [PostgresStatement]) -> Result<PartOutcome<ResultHandle>, StoreError> {
        let job = Job(.pipeline([part]), on: lease, limit: loop.configuration.deadline)
        switch loop.performBlocking(job) {
        case .parts(let outcomes): return .success(outcomes[0])
        case .refused(let error): return .failure(error)
        case .lease: preconditionFailure("a job that wants no connection for itself got one")
        }
    }
}

extension PoolLoop {
    /// Has the job done, and blocks the thread until it is.
    func performBlocking(_ job: Job) -> Job.Outcome {
        let isDone = DispatchSemaphore(value: 0)
        job.expect { isDone.signal() }
        submit(job)
        isDone.wait()
        return job.takeOutcome()
    }
}
