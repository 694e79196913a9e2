internal import TeamsModels

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
    public enum Decision: Hashable, Sendable {
        /// Nothing; the failure is the result.
        case fail
        /// Send the same again after a wait.
        case retry(after: Duration)
        /// Send the same at once to another host, and remember it.
        case moveToGCC
    }

    /// What to do about `error`.
    /// - Parameters:
    ///   - attempt: which attempt failed, from 1.
    ///   - isRepeatable: whether doing it twice is the same as doing it once: updates, deletes and questions.
    ///   - hasMoved: whether the request went to the other host already.
    ///   - random: a number from 0 to 1 that spreads the waits.
    public func decision(
        after error: ConnectorError, attempt: Int, isRepeatable: Bool, hasMoved: Bool, random: Double
    ) -> Decision {
        guard let rule = Self.rule(for: error) else { return .fail }
        if rule.wait == .otherHost { return hasMoved ? .fail : .moveToGCC }
        guard attempt < maxAttempts, isRepeatable || resendsAmbiguous || !error.isAmbiguous else { return .fail }
        if rule.wait == .retryAfter, let asked = error.retryAfter {
            return asked <= maxRetryAfter ? .retry(after: asked) : .fail
        }
        return .retry(after: backoff(attempt: attempt, random: random))
    }

    private func backoff(attempt: Int, random: Double) -> Duration {
        let steps = Double((1 << min(attempt - 1, 20)) - 1)
        let spread = 0.8 + 0.4 * min(max(random, 0), 1)
        return min(minDelay + growth * (steps * spread), maxDelay)
    }
}

extension RetryPolicy {
    /// One line of the table.
    struct Rule: Sendable, Hashable {
        /// How the next attempt is timed.
        enum Wait: Sendable, Hashable {
            case backoff
            case retryAfter
            case otherHost
        }
        /// The status; nil for no answer at all.
        let status: Int?
        /// The name in the body, where it matters.
        var code: ServiceErrorCode?
        let wait: Wait
        /// Whether the service may have acted.
        var isAmbiguous = false
    }

    /// All that is ever sent again. 500 is not: the documentation says no, whatever samples do.
    static let table: [Rule] = [
        Rule(status: 403, code: .invalidBotApiHost, wait: .otherHost),
        Rule(status: 412, wait: .backoff),
        Rule(status: 429, wait: .retryAfter),
        Rule(status: 502, wait: .backoff, isAmbiguous: true),
        Rule(status: 503, wait: .backoff, isAmbiguous: true),
        Rule(status: 504, wait: .backoff, isAmbiguous: true),
        Rule(status: nil, wait: .backoff, isAmbiguous: true),
    ]

    /// The line of the table for an answer.
    static func rule(status: Int, code: ServiceErrorCode?) -> Rule? {
        table.first { $0.status == status && ($0.code == nil || $0.code == code) }
    }

    private static func rule(for error: ConnectorError) -> Rule? {
        if let status = error.status { return rule(status: status, code: error.serviceCode) }
        guard error.code == .dropped || error.code == .notConnected else { return nil }
        return table.first { $0.status == nil }
    }
}
