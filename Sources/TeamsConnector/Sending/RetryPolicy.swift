/// Decides whether a request is sent again, and when. Knows no clock, no randomness and no socket.
///
/// Nothing is sent again but what Microsoft names: 412, 429, 502, 503, 504, a dropped connection, and once the wrong
/// host of a government tenant.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a request is sent at most, the first time included.
    public var maxAttempts = 4
    /// The shortest wait without `Retry-After`.
    public var minDelay: Duration = .seconds(2)
    /// The longest wait without `Retry-After`.
    public var maxDelay: Duration = .seconds(20)
    /// By what the wait grows: 2, 3, 5, 9 seconds, each part of growth give or take a fifth.
    public var growth: Duration = .seconds(1)
    /// The longest `Retry-After` that is waited for; a longer one is the caller's to wait.
    public var maxRetryAfter: Duration = .seconds(300)
    /// Whether a new message is sent again when it may have arrived: it may then arrive twice.
    public var resendsAmbiguous = true

    /// The policy of Microsoft's samples: four attempts, 2 to 20 seconds apart.
    public init() {}

    /// Sends nothing again.
    public static let never: RetryPolicy = {
        var policy = RetryPolicy()
        policy.maxAttempts = 1
        return policy
    }()

    /// What to do about a failure.
    package enum Decision: Hashable, Sendable {
        /// Nothing; the failure is the result.
        case fail
        /// Send the same again after a wait.
        case retry(after: Duration)
        /// Send the same at once to another host, and remember it.
        case moveToGCC
    }

    /// What to do about a failure.
    /// - Parameters:
    ///   - fact: what is known about it; nil when nothing was sent, which another try would not change.
    ///   - retryAfter: how long the service asked to wait.
    ///   - attempt: which attempt failed, from 1.
    ///   - isRepeatable: whether doing it twice is the same as doing it once: updates, deletes and questions.
    ///   - hasMoved: whether the request went to the other host already.
    ///   - random: a number from 0 to 1 that spreads the waits.
    package func decision(
        after fact: RetryTable.Fact?, retryAfter: Duration?, attempt: Int, isRepeatable: Bool, hasMoved: Bool,
        random: Double
    ) -> Decision {
        guard let fact, fact.wait != .never else { return .fail }
        if fact.wait == .otherHost { return hasMoved ? .fail : .moveToGCC }
        guard attempt < maxAttempts, isRepeatable || resendsAmbiguous || !fact.isAmbiguous else { return .fail }
        if fact.wait == .retryAfter, let retryAfter {
            return retryAfter <= maxRetryAfter ? .retry(after: retryAfter) : .fail
        }
        return .retry(after: backoff(attempt: attempt, random: random))
    }

    private func backoff(attempt: Int, random: Double) -> Duration {
        let steps = Double((1 << min(attempt - 1, 20)) - 1)
        let spread = 0.8 + 0.4 * min(max(random, 0), 1)
        return min(minDelay + growth * (steps * spread), maxDelay)
    }
}
