/// Decides whether whoever gives tokens is asked again, and when. Knows no clock and no socket: how long it was waited
/// and the chance are given.
struct TokenRetry: Sendable {
    /// The longest `Retry-After` that is waited for: whole turns wait behind it.
    static let maxRetryAfter: Duration = .seconds(60)
    /// So long the service that knows a machine's identity may be updated.
    /// - SeeAlso: [Retry
    ///   guidance](https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#retry-guidance)
    static let updateTime: Duration = .seconds(70)
    /// How often that service is asked at most while it is busy.
    static let maxMachineAttempts = 6

    /// The waits and the number of attempts of requests to the connector.
    let policy: RetryPolicy

    /// How long to wait before a token endpoint is asked again; nil when it is not.
    /// - Parameters:
    ///   - attempt: which attempt failed, from 1.
    ///   - random: a number from 0 to 1 that spreads the waits.
    func wait(after kind: TokenFailure.Kind, attempt: Int, random: Double) -> Duration? {
        guard case .busy(let retryAfter) = kind else { return nil }
        var policy = policy
        policy.maxRetryAfter = min(policy.maxRetryAfter, Self.maxRetryAfter)
        let decision = policy.decision(
            after: RetryTable.Fact(meaning: .noToken, wait: .retryAfter, isAmbiguous: false), retryAfter: retryAfter,
            attempt: attempt, isRepeatable: true, hasMoved: true, random: random)
        guard case .retry(let delay) = decision else { return nil }
        return delay
    }

    /// How long to wait before the service that knows the identities of this machine is asked again: 1, 2, 4, 8, 16
    /// seconds, and on while it is being updated.
    /// - Parameter waited: for how long it was waited already.
    func machineWait(
        after kind: TokenFailure.Kind, attempt: Int, waited: Duration, random: Double
    ) -> Duration? {
        guard policy.maxAttempts > 1 else { return nil }
        switch kind {
        case .busy(let retryAfter):
            guard attempt < Self.maxMachineAttempts, retryAfter ?? .zero <= Self.maxRetryAfter else { return nil }
            return retryAfter ?? backoff(attempt, random)
        case .updating: return waited < Self.updateTime ? backoff(attempt, random) : nil
        case .refused, .broken: return nil
        }
    }

    private func backoff(_ attempt: Int, _ random: Double) -> Duration {
        .seconds(1) * Double(1 << min(attempt - 1, 4)) * (0.8 + 0.4 * min(max(random, 0), 1))
    }
}
