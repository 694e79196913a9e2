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
    /// Whether a new message is sent again when nobody knows whether it arrived: after 502, 503, 504, and when the
    /// connection broke before the answer.
    ///
    /// With `true`, the documented behaviour, a message that had arrived all the same **is there twice**: Teams has no
    /// key by which it would know it again. With `false` it is there once or not at all, and the error says
    /// ``ConnectorError/isAmbiguous``. Updates, deletions, reactions and questions are sent again either way, since
    /// doing them twice changes nothing; so is what the service refused for certain (412, 429).
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

    /// How long others leave the same conversation alone when it was throttled: as long as the service asked to,
    /// whether this request comes back or not; else until it does. Nil for no pause, and for one that is too long to be
    /// waited for.
    package func pause(after fact: RetryTable.Fact?, retryAfter: Duration?, _ decision: Decision) -> Duration? {
        guard fact?.wait == .retryAfter else { return nil }
        if let retryAfter { return retryAfter > .zero && retryAfter <= maxRetryAfter ? retryAfter : nil }
        if case .retry(let delay) = decision { return delay }
        return nil
    }

    /// How long to wait before the attempt after this one, without `Retry-After`.
    package func backoff(attempt: Int, random: Double) -> Duration {
        let steps = Double((1 << min(attempt - 1, 20)) - 1)
        let spread = 0.8 + 0.4 * min(max(random, 0), 1)
        return min(minDelay + growth * (steps * spread), maxDelay)
    }
}
