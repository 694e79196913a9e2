internal import SQLCore

/// Whether a transaction that failed is tried again: when it certainly was not done, and another try may come out
/// otherwise.
enum TransactionRetry {
    enum Next: Hashable {
        case retry(after: Duration)
        case fail
    }

    private static let codes: Set<StoreError.Code> = [.conflict, .changedSchema, .connectionLost]
    private static let first: Duration = .milliseconds(5)
    private static let most: Duration = .seconds(1)

    /// - Parameters:
    ///   - error: what the transaction, or a statement of it, has failed with.
    ///   - attempt: how often it was tried, from 1.
    ///   - attempts: how often it may be.
    ///   - jitter: a random number from 0 to 1, so that those in conflict do not meet again.
    static func next(after error: any Error, attempt: Int, of attempts: Int, jitter: Double) -> Next {
        guard let error = error as? StoreError, codes.contains(error.code), attempt < attempts else { return .fail }
        let whole = min(most, first * (1 << min(max(attempt - 1, 0), 16)))
        return .retry(after: whole * min(max(jitter, 0), 1))
    }

    /// Runs `body` up to three times, as long as it certainly was not done, for a thread that has nobody to be in
    /// conflict with: another try waits for a connection by itself.
    /// - Returns: why it was not done; nil when it was.
    static func attempt(_ body: () throws(StoreError) -> Void) -> StoreError? {
        var attempts = 0
        while true {
            attempts += 1
            do throws(StoreError) {
                try body()
                return nil
            } catch {
                guard codes.contains(error.code), attempts < 3 else { return error }
            }
        }
    }
}
