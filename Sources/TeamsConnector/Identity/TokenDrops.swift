/// Decides whether a refused token is dropped. Pure.
///
/// A token that the service refuses is dropped at once, so that the next request gets another: keys change, secrets are
/// renewed. When one after the other is refused, what is wrong is not the token, and no more are asked for in a while.
struct TokenDrops {
    /// So many tokens are dropped in any ``span``.
    static let most = 5
    static let span: Duration = .seconds(60)

    private var times: [Duration] = []

    /// - Returns: whether the token is to be dropped.
    mutating func refused(at now: Duration) -> Bool {
        times.removeAll { now - $0 >= Self.span }
        guard times.count < Self.most else { return false }
        times.append(now)
        return true
    }
}
