internal import JSONKit

/// What a token endpoint says about how long its token is good.
enum TokenLifetime {
    /// Where the answer does not say, or says nonsense: short, so that little is lost when the token lives longer.
    static let standard: Duration = .seconds(600)
    /// Nobody keeps a token longer, whatever it says.
    static let longest: Duration = .seconds(24 * 3600)

    /// The seconds of `expires_in`, written as a number, whole or not, or as text.
    static func read(_ value: JSONValue?) -> Duration {
        guard let seconds = value?.doubleValue ?? value?.stringValue.flatMap(Double.init), seconds.isFinite,
            seconds >= 0
        else { return standard }
        return .milliseconds(min(seconds, longest / .seconds(1)) * 1000)
    }
}

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
