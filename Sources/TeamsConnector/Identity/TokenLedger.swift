/// Knows which tokens are kept, which are being got, and who waits for them. Has no clock and gets no token: times are
/// given as the time since the provider was made, and what is to be done is returned.
struct TokenLedger<Waiter> {
    /// A token this close to its end counts as expired.
    static var margin: Duration { .seconds(300) }

    /// What becomes of one who wants a token.
    enum Want {
        /// There is one; the waiter is not kept.
        case kept(AccessToken)
        /// It was refused a moment ago, and would be again; the waiter is not kept.
        case refused(ConnectorError)
        /// It waits, and the caller begins to get one.
        case get
        /// It waits for the one that is being got.
        case wait
    }

    private struct Kept {
        let token: AccessToken
        let expiry: Duration
    }

    private var kept: [TokenScope: Kept] = [:]
    /// Those who wait, by ticket, for each token that is being got.
    private var waiters: [TokenScope: [Int: Waiter]] = [:]
    private var drops: [TokenScope: TokenDrops] = [:]
    private var rests: [TokenScope: TokenRest] = [:]
    private var tickets = 0

    /// The token for `scope`, when one is kept that is good for five more minutes.
    func token(for scope: TokenScope, at now: Duration) -> AccessToken? {
        guard let kept = kept[scope], now < kept.expiry else { return nil }
        return kept.token
    }

    /// A name for one who is going to wait.
    mutating func nextTicket() -> Int {
        tickets += 1
        return tickets
    }

    /// `waiter` wants a token.
    mutating func want(_ scope: TokenScope, _ waiter: Waiter, ticket: Int, at now: Duration) -> Want {
        if let token = token(for: scope, at: now) { return .kept(token) }
        kept[scope] = nil
        if let error = rests[scope]?.refusal(at: now) { return .refused(error) }
        let isUnderWay = waiters[scope] != nil
        waiters[scope, default: [:]][ticket] = waiter
        return isUnderWay ? .wait : .get
    }

    /// Who has that ticket waits no longer.
    mutating func cancel(_ scope: TokenScope, ticket: Int) -> Waiter? { waiters[scope]?.removeValue(forKey: ticket) }

    /// A token was got that was asked for at `asked`.
    /// - Returns: who waited for it.
    mutating func got(_ token: AccessToken, for scope: TokenScope, asked: Duration) -> [Waiter] {
        if let lifetime = token.lifetime {
            kept[scope] = Kept(token: token, expiry: asked + min(lifetime, TokenLifetime.longest) - Self.margin)
        }
        rests[scope] = nil
        return end(scope)
    }

    /// None could be had. After a refusal that somebody must mend nobody asks in a while, and after an answer that says
    /// when to come back nobody asks before.
    /// - Returns: who waited for it.
    mutating func failed(_ failure: TokenFailure, for scope: TokenScope, at now: Duration) -> [Waiter] {
        switch failure.kind {
        case .refused: rests[scope, default: TokenRest()].refused(failure.error, at: now)
        case .busy(let retryAfter?): rests[scope, default: TokenRest()].rest(for: retryAfter, failure.error, at: now)
        case .busy(nil), .updating, .broken: break
        }
        return end(scope)
    }

    private mutating func end(_ scope: TokenScope) -> [Waiter] {
        Array((waiters.removeValue(forKey: scope) ?? [:]).values)
    }

    /// The service refused `token`: it is forgotten, five times a minute at most. What is wrong then is not the token.
    mutating func drop(_ token: AccessToken, of scope: TokenScope, at now: Duration) {
        guard let current = kept[scope], current.token == token else { return }
        if drops[scope, default: TokenDrops()].refused(at: now) { kept[scope] = nil }
    }
}
