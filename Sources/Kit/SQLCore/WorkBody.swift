/// A body with who waits for it.
///
/// `@unchecked`: everything but `outcome` is a constant and Sendable. `outcome` is touched by the thread alone that has
/// taken the body from a ``WorkQueue``, whose lock lies between whoever made the body and that thread.
package final class WorkBody<Value: Sendable>: Work, @unchecked Sendable {
    private let body: @Sendable (borrowing Connection) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private let tally: WorkTally
    private var outcome: Result<Value, any Error>?

    package init(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value,
        _ continuation: CheckedContinuation<Value, any Error>, countedIn tally: WorkTally
    ) {
        self.body = body
        self.continuation = continuation
        self.tally = tally
        tally.begin()
    }

    package func run(on connection: borrowing Connection) -> Bool {
        do {
            outcome = .success(try body(connection))
            return true
        } catch {
            outcome = .failure(error)
            return false
        }
    }

    package func fail(_ error: StoreError) { outcome = .failure(error) }

    package func finish(_ failure: StoreError?) {
        defer { tally.end() }
        switch (outcome, failure) {
        case (.failure(let error)?, _): continuation.resume(throwing: error)
        case (_, let error?): continuation.resume(throwing: error)
        case (.success(let value)?, nil): continuation.resume(returning: value)
        case (nil, nil): preconditionFailure("finished before it ran")
        }
    }
}
