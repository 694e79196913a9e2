package import SQLCore

extension PostgresPool {
    /// The rows of one statement.
    package func query(
        _ sql: String, _ values: [SQLValue] = [], deadline: Duration? = nil
    ) async throws(StoreError) -> [SQLRow] {
        try await result(of: PostgresStatement(sql, values), deadline: deadline).rows
    }

    /// Runs one statement. - Returns: how many rows it has changed.
    @discardableResult
    package func execute(
        _ sql: String, _ values: [SQLValue] = [], deadline: Duration? = nil
    ) async throws(StoreError) -> Int {
        try await result(of: PostgresStatement(sql, values), deadline: deadline).changes
    }

    /// The page of `query` that follows the key `last`. The last two places of the statement are numbered like the
    /// others: `WHERE kind = $1 AND place > $2 ORDER BY place LIMIT $3`.
    package func page(of query: PagedQuery, after last: SQLValue) async throws(StoreError) -> [SQLRow] {
        try await self.query(query.sql, query.values(after: last))
    }

    /// Runs many statements in one round trip. Each part is a transaction of its own: it is done as a whole or not at
    /// all, whatever becomes of the others.
    ///
    /// - Parameter deadline: how long everything may take together.
    /// - Returns: for each part what its statements brought, or why nothing of it was done.
    /// - Throws: when nothing was sent at all.
    package func pipeline(
        _ parts: [[PostgresStatement]], deadline: Duration? = nil
    ) async throws(StoreError) -> [Result<[PostgresResult], StoreError>] {
        for part in parts { for statement in part { try statement.check() } }
        guard !parts.isEmpty else { return [] }
        let job = Job(.pipeline(parts), limit: deadline ?? configuration.deadline)
        return try await loop.outcomes(of: job).map { outcome in
            switch outcome {
            case .done(let answers): .success(answers.map { $0.decoded() })
            case .failed(let error): .failure(error)
            case .lost(let error): .failure(error.asUncertain)
            }
        }
    }

    private func result(
        of statement: PostgresStatement, deadline: Duration?
    ) async throws(StoreError) -> PostgresResult {
        let results = try await pipeline([[statement]], deadline: deadline)[0].get()
        guard let result = results.first else { throw StoreError(.failed, "the server gave no answer") }
        return result
    }
}

extension PoolLoop {
    /// What became of the parts of a job.
    func outcomes(
        of job: Job, isCancellable: Bool = true
    ) async throws(StoreError) -> [PartOutcome<ResultHandle>] {
        switch await perform(job, isCancellable: isCancellable) {
        case .parts(let outcomes): return outcomes
        case .refused(let error): throw error
        case .lease: preconditionFailure("a job that wants no connection for itself got one")
        }
    }
}
