internal import SQLCore
internal import ServiceKit

extension PostgresPool {
    /// Runs `body` in a transaction, and commits when it returns. When it throws, its changes are taken back.
    ///
    /// When another transaction came in between, or the connection was lost before `COMMIT`, it is tried again, up to
    /// `attempts` times: so `body` must do nothing that cannot be done twice but through its transaction.
    ///
    /// - Throws: what `body` throws; `uncertain` when the connection was lost while it was committed.
    package func transaction<Value: Sendable>(
        _ options: TransactionOptions = TransactionOptions(),
        _ body: (PostgresTransaction) async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await attemptTransaction(options, body)
            } catch {
                let next = TransactionRetry.next(
                    after: error, attempt: attempt, of: options.attempts, jitter: .random(in: 0...1))
                guard case .retry(let pause) = next else { throw error }
                attempt += 1
                do {
                    try await Stopwatch(ContinuousClock()).sleep(for: pause)
                } catch {
                    throw StoreError.wasCancelled
                }
            }
        }
    }

    private func attemptTransaction<Value: Sendable>(
        _ options: TransactionOptions, _ body: (PostgresTransaction) async throws -> Value
    ) async throws -> Value {
        let lease: Job.Lease
        switch await loop.perform(Job(.lease, limit: nil)) {
        case .lease(let taken): lease = taken
        case .refused(let error): throw error
        case .parts: preconditionFailure("who wanted a connection got answers")
        }
        defer { loop.post(.giveBack(lease)) }
        let transaction = PostgresTransaction(loop, lease, begin: options.begin)
        do {
            let value = try await body(transaction)
            if Task.isCancelled { throw StoreError.wasCancelled }
            try await transaction.commit()
            return value
        } catch {
            await transaction.rollback()
            throw error
        }
    }
}
