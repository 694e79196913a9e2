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
