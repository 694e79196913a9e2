internal import Foundation
internal import ServiceKit

/// What a `Retry-After` field means: a number of seconds, whole or decimal, or a date.
///
/// - SeeAlso: [RFC 9110 §10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)
enum RetryAfter {
    /// No service means more; what says so is nonsense.
    static let longest: Duration = .seconds(366 * 24 * 3600)

    /// How long to wait, from nothing to a year; nil for a field that is missing, negative, or neither a number nor a
    /// date.
    /// - Parameter now: what dates are measured from. One that is past means no wait.
    static func duration(_ field: String?, now: Date) -> Duration? {
        guard let field, field.utf8.count <= 64 else { return nil }
        let text = field.trimmingPrefix { $0 == " " || $0 == "\t" }
        if let first = text.utf8.first, (0x30...0x39).contains(first) { return seconds(text) }
        let seconds = now.timeIntervalSince1970
        let today = CivilTime(secondsSince1970: Int(seconds.isNaN ? 0 : min(max(seconds, 0), 250_000_000_000)))
        guard let date = CivilTime(httpText: String(text), now: today) else { return nil }
        let wait = Double(date.secondsSince1970) - seconds
        return bounded(max(wait, 0))
    }

    /// Digits, and after a point more digits.
    private static func seconds(_ text: Substring) -> Duration? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard areDigits, let seconds = Double(text) else { return nil }
        return bounded(seconds)
    }

    private static func bounded(_ seconds: Double) -> Duration? {
        guard seconds.isFinite, seconds >= 0, seconds <= longest / .seconds(1) else { return nil }
        return .milliseconds((seconds * 1000).rounded(.up))
    }
}
