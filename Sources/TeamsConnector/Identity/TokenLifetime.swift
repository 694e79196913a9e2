internal import Foundation
internal import JSONKit

/// What a token service says about how long its token is good.
enum TokenLifetime {
    /// Where the answer does not say, or says nonsense: short, so that little is lost when the token lives longer.
    static let standard: Duration = .seconds(600)
    /// Nobody keeps a token longer, whatever it says.
    static let longest: Duration = .seconds(24 * 3600)

    /// The seconds of `expires_in`, written as a number, whole or not, or as text; without them what is left until
    /// `expires_on`, in seconds since 1970 and written like that.
    /// - Parameter now: what a date is measured from.
    static func read(
        _ seconds: JSONValue?, until end: JSONValue? = nil, now: Date = Date(timeIntervalSince1970: 0)
    ) -> Duration {
        if let seconds = number(seconds) { return bounded(seconds) }
        // Nobody means the years after 1970 by an end.
        guard let end = number(end), end > 1e9 else { return standard }
        return bounded(max(end - now.timeIntervalSince1970, 0))
    }

    private static func number(_ value: JSONValue?) -> Double? {
        guard let number = value?.doubleValue ?? value?.stringValue.flatMap(Double.init), number.isFinite, number >= 0
        else { return nil }
        return number
    }

    private static func bounded(_ seconds: Double) -> Duration {
        .milliseconds(min(seconds, longest / .seconds(1)) * 1000)
    }
}
