internal import LockKit
package import SQLCore

/// A transaction that is open: of use within its closure, and by one task at a time.
package final class PostgresTransaction: Sendable {
    private enum State {
        case fresh(PostgresStatement)
        case begun
        case over
    }

    private let loop: PoolLoop
    private let lease: Job.Lease
    private let deadline: Duration
    private let state: Mutex<State>

    init(_ loop: PoolLoop, _ lease: Job.Lease, begin: PostgresStatement) {
        self.loop = loop
        self.lease = lease
        deadline = loop.configuration.deadline
        state = Mutex(.fresh(begin))
    }

    /// The rows of one statement.
    package func query(
        _ sql: String, _ values: [SQLValue] = [], deadline: Duration? = nil
    ) async throws(StoreError) -> [SQLRow] {
        try await pipeline([PostgresStatement(sql, values)], deadline: deadline)[0].rows
    }

    /// Runs one statement. - Returns: how many rows it has changed.
    @discardableResult
    package func execute(
        _ sql: String, _ values: [SQLValue] = [], deadline: Duration? = nil
    ) async throws(StoreError) -> Int {
        try await pipeline([PostgresStatement(sql, values)], deadline: deadline)[0].changes
    }

    /// Runs many statements in one round trip. When one fails, those after it are not run, and the transaction can only
    /// be rolled back.
    package func pipeline(
        _ statements: [PostgresStatement], deadline: Duration? = nil
    ) async throws(StoreError) -> [PostgresResult] {
        for statement in statements { try statement.check() }
        guard !statements.isEmpty else { return [] }
        // `BEGIN` goes ahead in the same part: were it refused, nothing after it would run.
        let begin = try state.withLock { (state) throws(StoreError) -> PostgresStatement? in
            switch state {
            case .over: throw .isOver
            case .begun: return nil
            case .fresh(let begin):
                state = .begun
                return begin
            }
        }
        let part = (begin.map { [$0] } ?? []) + statements
        let answers = try await answers(of: .pipeline([part]), limit: deadline ?? self.deadline)
        let results = answers.dropFirst(begin == nil ? 0 : 1).map { $0.decoded() }
        guard results.count == statements.count else { throw StoreError(.failed, "the server gave too few answers") }
        return results
    }

    /// Runs several statements without values that stand in one text. Something else must have begun the transaction.
    func script(_ sql: String, deadline: Duration) async throws(StoreError) {
        guard !sql.hasNUL else { throw StoreError(.badValue, "the statements have a NUL in their text") }
        _ = try await answers(of: .script(sql), limit: deadline)
    }

    /// Makes what was done last. A cancelled task does not stop it.
    func commit() async throws(StoreError) {
        guard end() else { return }
        let job = Job(.pipeline([[PostgresStatement("COMMIT")]]), on: lease, limit: deadline)
        switch try await loop.outcomes(of: job, isCancellable: false)[0] {
        case .done(let answers):
            // The answer to `COMMIT` after an error that the closure has swallowed.
            guard answers.first?.tag == "COMMIT" else {
                throw StoreError(.failed, "the transaction was rolled back, since one of its statements had failed")
            }
        case .failed(let error): throw error
        case .lost(let error): throw error.asUncertain
        }
    }

    /// Takes back what was done. When that fails, the connection is closed, which does the same.
    func rollback() async {
        guard end() else { return }
        let job = Job(.pipeline([[PostgresStatement("ROLLBACK")]]), on: lease, limit: deadline)
        _ = await loop.perform(job, isCancellable: false)
    }

    /// - Returns: whether the server knows of it.
    private func end() -> Bool {
        state.withLock { state in
            defer { state = .over }
            if case .begun = state { return true }
            return false
        }
    }

    private func answers(of work: Job.Work, limit: Duration) async throws(StoreError) -> [ResultHandle] {
        let outcomes = try await loop.outcomes(of: Job(work, on: lease, limit: limit))
        switch outcomes[0] {
        case .done(let answers): return answers
        case .failed(let error): throw error
        // There was no `COMMIT` yet.
        case .lost(let error): throw error.asLost
        }
    }
}
